import { TabInputText, TabInputTextDiff, window } from 'vscode';

/** Every text that has a tab. VS Code keeps documents for minutes after their last tab has closed. */
export function shownUris(): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const { input } of window.tabGroups.all.flatMap(({ tabs }) => tabs)) {
    if (input instanceof TabInputText) shown.add(input.uri.toString());
    else if (input instanceof TabInputTextDiff) shown.add(input.modified.toString());
  }
  return shown;
}
