// Everything that the set-up fetches, pinned in one place. A changed recipe (what is done with a download) needs a
// new folder too: raise `recipe`.
export const versions = {
  node: { version: '24.9.0', recipe: 1 },
  /** VS Code's server and workbench, as packed by the npm package code-server. */
  vscode: { version: '1.139.1', codeServer: '4.139.1', recipe: 3 },
  chromium: { version: '153.0.0', recipe: 1 },
  labelStudio: { version: '1.23.2', recipe: 1 },
  /** As packed by the Python package embedded-postgres. */
  postgres: { version: '18.6.3', recipe: 1 },
};
