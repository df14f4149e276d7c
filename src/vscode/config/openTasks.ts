import { type Uri, workspace } from 'vscode';
import type { DataKeys } from '../../core/engine/dataKeys';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import type { ConfigSource } from './configSource';

/** Keys of the data of those tasks in editors that a labeling config is for. */
export function openDataKeys(config: Uri, configs: ConfigSource, publisher: DiagnosticsPublisher): DataKeys {
  const all: DataKeys = { keys: new Set(), tasks: 0 };
  for (const document of workspace.textDocuments) {
    const live = publisher.liveOf(document);
    if (!live || configs.configFor(document.uri)?.uri.toString() !== config.toString()) continue;
    const { keys, tasks } = live.checker.dataKeysOf(live.check);
    all.tasks += tasks;
    for (const key of keys) all.keys.add(key);
  }
  return all;
}
