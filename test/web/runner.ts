// The module that VS Code loads in its web worker host (--extensionTestsPath). The runner bundles it with every *.web
// file into one script, since nothing can be loaded there later.
import { report } from '../host/report';

/** Called by VS Code. Rejects when a test fails. */
export function run(): Promise<void> {
  return report((done) => mocha.run(() => done()));
}
