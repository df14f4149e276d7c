import * as vscode from 'vscode';

function check(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

describe('the web worker host', () => {
  it('has no Node', () => {
    check(!('process' in globalThis), 'there is a process: this is not the worker host');
    check('importScripts' in globalThis, 'there is no importScripts: this is not a worker');
  });

  it('loads the web bundle of this extension', () => {
    const extension = vscode.extensions.getExtension('label-studio-predictions.label-studio-predictions');
    check(extension !== undefined, 'the extension is not there');
    check(extension?.packageJSON.main === undefined, 'the extension has a main: it may run elsewhere');
  });
});
