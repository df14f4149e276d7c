import { Disposable, type LanguageStatusItem, LanguageStatusSeverity, languages, window, workspace } from 'vscode';
import type { ConfigInForce, ConfigSource } from '../config/configSource';
import type { PredictionDocuments } from '../documents/predictionDocuments';
import { commands } from '../ids';

const LANGUAGES = [{ language: 'json' }, { language: 'jsonc' }, { language: 'jsonl' }];

/** What a language status item says of a file's labeling config. */
export interface ConfigStatus {
  text: string;
  detail: string;
  isProblem: boolean;
  /** Title of the command behind it. */
  action: string;
}

/** Says, in the language status of the active prediction file, which labeling config it is checked against, and why. */
export function registerConfigStatus(documents: PredictionDocuments, configs: ConfigSource): Disposable {
  const item = languages.createLanguageStatusItem('labelStudio.config', []);
  item.name = 'Label Studio Labeling Config';
  const refresh = (): void => {
    show(item, documents, configs).then(undefined, () => undefined);
  };
  refresh();
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(refresh),
    documents.onDidChange(refresh),
    configs.onDidChange(refresh),
  );
}

async function show(item: LanguageStatusItem, documents: PredictionDocuments, configs: ConfigSource): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document || !documents.find(document)) {
    item.selector = [];
    return;
  }
  item.busy = true;
  const found = await configs.ready(document.uri);
  // A later call answers for the editor that is active now.
  if (window.activeTextEditor?.document !== document) return;
  const { text, detail, isProblem, action } = describeConfig(found);
  item.busy = false;
  item.selector = LANGUAGES;
  item.text = text;
  item.detail = detail;
  item.accessibilityInformation = { label: `Label Studio labeling config: ${text}, ${detail}` };
  item.severity = isProblem ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  item.command = { command: commands.chooseLabelConfig, title: action, arguments: [document.uri] };
}

/** Short, since what does not fit beside the command is cut off. */
const REASONS: Record<ConfigInForce['origin'], string> = {
  paired: 'labeling config, paired by name',
  nearby: 'nearest labeling config',
  setting: 'labeling config of the setting',
  chosen: 'chosen labeling config',
};

/** In words, which config is in force, or what is not checked without one; the command behind it tells how to get one. */
export function describeConfig(found: ConfigInForce | undefined): ConfigStatus {
  if (!found) {
    return {
      text: 'No labeling config',
      detail: 'names, types and labels unchecked',
      isProblem: false,
      action: 'Get One…',
    };
  }
  const { uri, origin, candidates, broken, config } = found;
  const choice = candidates.length > 1 ? `, 1 of ${candidates.length} here` : '';
  const consequence = config ? 'broken, its last good text is used' : 'broken, names and labels unchecked';
  return {
    text: workspace.asRelativePath(uri),
    detail: broken ? consequence : REASONS[origin] + choice,
    isProblem: broken,
    action: 'Choose…',
  };
}
