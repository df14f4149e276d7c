import { Disposable } from 'vscode';
import { registerCommand } from '../commands';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { commands } from '../ids';
import type { NewFileDeps } from '../newFile/deps';

/** Commands that change many predictions at once, or write a region or a new file; what does it is loaded with the first of them. */
export function registerEdits(
  deps: NewFileDeps,
  publisher: DiagnosticsPublisher,
  load: () => Promise<typeof import('../chunks/edits')>,
): Disposable {
  const { log } = deps;
  return Disposable.from(
    registerCommand(log, commands.newPredictionFile, async (given) => (await load()).newPredictionFile(deps, given)),
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
