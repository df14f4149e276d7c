/** What is to be done, said to somebody at a terminal: the texts of the core speak of VS Code's commands and dialogs. */
const HERE: readonly (readonly [RegExp, string])[] = [
  [/Pick a project again with "Label Studio: Connect to Server"\./, 'Look at the number behind --project.'],
  [/Run "Label Studio: Connect to Server"\./, 'Set LABEL_STUDIO_API_KEY to one.'],
  [/Connect again;/, 'Set LABEL_STUDIO_API_KEY to a new one;'],
  [/\bconnect again(?: with it| with a token of that server)?/, 'set LABEL_STUDIO_API_KEY to it'],
  [
    /Mend what is underlined in it, and upload the file again\. If nothing is, get the labeling config of the project, with which it is checked\./,
    'Mend what "label-studio-predictions check" finds in it, and upload the file again. If it finds nothing, save the labeling config of the project beside the file, or name it with --config.',
  ],
  [
    /^If you agree: (.*, because the project has other data under )/,
    'Left out unless --match new or --match data.KEY is given: $1',
  ],
  [/^If you agree: /, 'To be imported: '],
  [
    /^Left as they are on the server, as you chose: (.*)\.$/,
    'Left as they are on the server: $1. With --replace the new ones take the place of the old ones.',
  ],
  [
    /^Not imported, as you chose: (.*)\.$/,
    'Not imported: $1. With --match new all tasks of the file are imported as new ones.',
  ],
  [/Set up the proxy in VS Code \(setting "http\.proxy"\), or ask/, 'Ask'],
];

export const inTerminal = (text: string): string => HERE.reduce((said, [from, to]) => said.replace(from, to), text);
