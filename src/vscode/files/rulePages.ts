import { type Uri, workspace } from 'vscode';

/** The pages of the rules and of the problems of labeling configs: the sections of `docs/rules.md`, which is shipped. */
export class RulePages {
  #text: Promise<string> | undefined;

  constructor(private readonly root: Uri) {}

  /**
   * One section, as a page of its own.
   *
   * @returns undefined when there is no such code
   */
  async read(code: string): Promise<string | undefined> {
    this.#text ??= this.#load();
    const text = await this.#text;
    const start = text.indexOf(`\n## ${code}\n`);
    if (start < 0) return undefined;
    const rest = text.slice(start + '\n#'.length);
    const next = /\n#{1,2} /.exec(rest);
    return `${rest.slice(0, next?.index).trim()}\n`;
  }

  async #load(): Promise<string> {
    try {
      const bytes = await workspace.fs.readFile(this.root.with({ path: `${this.root.path}/docs/rules.md` }));
      return new TextDecoder().decode(bytes);
    } catch (error) {
      // Asked for again the next time.
      this.#text = undefined;
      throw error;
    }
  }
}
