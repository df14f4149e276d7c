/** The editor of a running Label Studio in a browser, as somebody who labels meets it. */
import path from 'node:path';
import { build } from 'esbuild';
import type { BrowserContext, Page, Response } from 'playwright-core';
import { launchBrowser } from '../../scripts/hosts/browser.mjs';
import type { SharedLabelStudio } from '../harness/labelStudio';
import type * as InPage from './page/look';
import type { Held } from './page/look';

/** What the editor makes of a task. `spinner`: it never gets done with loading. */
export interface Look extends Held {
  state: 'shown' | 'panel' | 'blank' | 'spinner';
  /** What the page threw or wrote to the console as an error. */
  errors: string[];
}

/** After an exception the editor does not come back: this long it is given all the same. */
const AFTER_EXCEPTION_MS = 2000;
const AFTER_EXCEPTION_ASKED = 30;
/** No exception, and still loading: that is a machine too slow to ask, not a finding. */
const PATIENCE_MS = 60_000;
/** Once all is loaded, effects that draw still run. */
const SETTLE_MS = 250;

declare const lookInPage: typeof InPage;

export class EditorBrowser {
  private constructor(
    private readonly context: BrowserContext,
    private readonly server: SharedLabelStudio,
  ) {}

  /** Starts a browser and logs in. */
  static async open(server: SharedLabelStudio): Promise<EditorBrowser> {
    const context = await launchBrowser();
    try {
      await context.addInitScript({ content: await scriptOfPage() });
      const page = await context.newPage();
      await page.goto(`${server.url}/user/login`);
      await page.fill('input[name=email]', server.email);
      await page.fill('input[name=password]', server.password);
      await page.click('button[type=submit]');
      await page.waitForURL((url) => !url.pathname.startsWith('/user/login'));
      await page.close();
      return new EditorBrowser(context, server);
    } catch (error) {
      await context.close();
      throw error;
    }
  }

  async newPage(): Promise<EditorPage> {
    return new EditorPage(await this.context.newPage(), this.server.url);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

/** One tab. It stays in the project that it is in, since going on to the next task is ten times faster than a page. */
export class EditorPage {
  private errors: string[] = [];
  private exceptionAt: number | undefined;
  private project: number | undefined;

  constructor(
    readonly page: Page,
    private readonly server: string,
  ) {
    page.on('pageerror', (error) => this.threw(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
  }

  /** *Label All Tasks* of a project, which begins with its first task. */
  async labelAllTasks(project: number): Promise<void> {
    this.forget();
    this.project = project;
    await this.page.goto(`${this.server}/projects/${project}/data?labeling=1`);
  }

  /** Opens a task in *Label All Tasks*: with the project if it is another one, else as *Next task* does. */
  async look(project: number, task: number): Promise<Look> {
    if (project !== this.project) {
      await this.labelAllTasks(project);
      await this.untilDecided();
    }
    if ((await this.page.evaluate(() => lookInPage.task())) !== task) {
      this.forget();
      const thrown = this.page.evaluate((to) => lookInPage.go(to), task);
      thrown.then((error) => error !== undefined && this.threw(error)).catch(() => {});
    }
    return this.lookAtTask(task);
  }

  /** What the editor makes of the task that it is at or coming to. */
  async lookAtTask(task?: number): Promise<Look> {
    const state = await this.untilDecided(task);
    if (state === 'shown') await this.page.waitForTimeout(SETTLE_MS);
    // A page can still break while it is drawn.
    const last = state === 'shown' ? await this.progress(task) : state;
    const holds = await this.page.evaluate(() => lookInPage.held());
    if (last !== 'shown' && last !== 'panel') this.project = undefined;
    return { ...holds, state: last === 'loading' ? 'spinner' : last, errors: this.errors };
  }

  /** Presses *Submit*; gives the result that the server has stored. The next task of *Label All Tasks* comes by itself. */
  async submit(task: number): Promise<Record<string, unknown>[]> {
    const route = `/api/tasks/${task}/annotations`;
    const isAnswer = (response: Response): boolean =>
      response.request().method() === 'POST' && new URL(response.url()).pathname.startsWith(route);
    this.forget();
    const [answer] = await Promise.all([
      this.page.waitForResponse(isAnswer, { timeout: 15_000 }),
      this.page.getByRole('button', { name: 'Submit current annotation' }).click({ timeout: 15_000 }),
    ]);
    if (!answer.ok()) throw new Error(`Submit: Label Studio answered ${answer.status()} ${await answer.text()}`);
    return ((await answer.json()) as { result: Record<string, unknown>[] }).result;
  }

  private progress(task?: number): Promise<InPage.Progress> {
    return this.page.evaluate((id) => lookInPage.progress(id), task);
  }

  private async untilDecided(task?: number): Promise<InPage.Progress | 'spinner'> {
    const until = Date.now() + PATIENCE_MS;
    for (let asked = 0; ; asked += this.exceptionAt === undefined ? 0 : 1) {
      const progress = await this.progress(task);
      if (progress !== 'loading') return progress;
      // Time alone says nothing where the page hardly gets any of it.
      const isLate = this.exceptionAt !== undefined && Date.now() > this.exceptionAt + AFTER_EXCEPTION_MS;
      if (isLate && asked > AFTER_EXCEPTION_ASKED) return 'spinner';
      if (Date.now() > until) throw new Error(`The editor did not get ready within ${PATIENCE_MS / 1000} s.`);
      await this.page.waitForTimeout(30);
    }
  }

  private threw(error: string): void {
    this.errors.push(error);
    this.exceptionAt = Date.now();
  }

  private forget(): void {
    this.errors = [];
    this.exceptionAt = undefined;
  }
}

/** What looks at the store, as one script that is in every page from the beginning. */
async function scriptOfPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.resolve('test/editor/page/look.ts')],
    bundle: true,
    format: 'iife',
    globalName: 'lookInPage',
    footer: { js: 'window.lookInPage = lookInPage;' },
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
