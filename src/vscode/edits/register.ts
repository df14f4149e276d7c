import { Disposable } from 'vscode';
import type { Log } from '../../core/ports';
import { registerCommand } from '../commands';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { commands } from '../ids';

/** Commands that change many predictions at once, or write a region; what does it is loaded with the first of them. */
export function registerEdits(
  log: Log,
  publisher: DiagnosticsPublisher,
  load: () => Promise<typeof import('../chunks/edits')>,
): Disposable {
  return Disposable.from(
    registerCommand(log, commands.setModelVersion, async (version) =>
      (await load()).setModelVersion(publisher, version),
    ),
    registerCommand(log, commands.convertAnnotations, async (version) =>
      (await load()).convertAnnotations(publisher, version),
    ),
    registerCommand(log, commands.mergePredictions, async (wanted) =>
      (await load()).mergePredictions(publisher, log, wanted),
    ),
    registerCommand(log, commands.insertRegion, async (control) => (await load()).insertRegion(publisher, control)),
    registerCommand(log, commands.generateRegionIds, async () => (await load()).generateRegionIds(publisher)),
  );
}
