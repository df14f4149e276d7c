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
  item.severity = isProblem ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
  item.command = { command: commands.chooseLabelConfig, title: action, arguments: [document.uri] };
}

const REASONS: Record<ConfigInForce['origin'], string> = {
  paired: 'labeling config, paired with this file by its name',
  nearby: 'labeling config, the nearest one beside or above this file',
  setting: 'labeling config, named by the setting labelStudio.labelConfig',
  chosen: 'labeling config, chosen by you for this folder',
};

/** In words, which config is in force, or what is not checked without one and how to get it. */
export function describeConfig(found: ConfigInForce | undefined): ConfigStatus {
  if (!found) {
    return {
      text: 'No labeling config',
      detail:
        'names, types and labels are not compared with a project. Save its config beside this file as label_config.xml',
      isProblem: false,
      action: 'Get One…',
    };
  }
  const others = found.candidates.length - 1;
  const choice = others > 0 ? `; ${others === 1 ? 'another is' : `${others} others are`} beside it` : '';
  const reason = REASONS[found.origin] + choice;
  const consequence = found.config
    ? 'The last good one is used.'
    : 'Names, types and labels are not compared with it until it is mended.';
  return {
    text: workspace.asRelativePath(found.uri) + (found.broken ? ' (broken)' : ''),
    detail: found.broken ? `${reason}. ${found.brokenBecause ?? ''} ${consequence}` : reason,
    isProblem: found.broken,
    action: 'Choose…',
  };
}
