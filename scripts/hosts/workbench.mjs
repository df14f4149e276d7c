// The workbench of VS Code as a person meets it: files, squiggles, palette, boxes and dialogs, by mouse and keyboard.
import path from 'node:path';

const SETTLE_MS = 15_000;

/** @typedef {import('playwright-core').Page} Page */

/** One open page of VS Code. Everything waits until it can be done and says what it waited for when it cannot. */
export class Workbench {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  /**
   * Opens VS Code's page and waits for the workbench.
   * @param {import('playwright-core').BrowserContext} context
   * @param {string} url
   */
  static async open(context, url) {
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    await page.locator('.explorer-folders-view, .explorer-viewlet').first().waitFor({ timeout: 60_000 });
    return new Workbench(page);
  }

  /**
   * Opens a file of the workspace by its name and waits for its text.
   * @param {string} name
   */
  async openFile(name) {
    await this.page.keyboard.press('Control+P');
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await input.waitFor({ state: 'visible', timeout: SETTLE_MS });
    await input.fill(name);
    const row = this.page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: path.basename(name) })
      .first();
    await row.click({ timeout: SETTLE_MS });
    await this.editor(name).locator('.view-line').first().waitFor({ timeout: SETTLE_MS });
    await this.focusEditor();
  }

  /** @param {string} name */
  editor(name) {
    return this.page.locator(`.monaco-editor[data-uri$="/${name}"]`).first();
  }

  /** Gives the keyboard to the editor. */
  async focusEditor() {
    await this.page.keyboard.press('Control+1');
  }

  /**
   * Puts the cursor somewhere. Lines and columns count from 1.
   * @param {number} line
   * @param {number} [column]
   */
  async goTo(line, column = 1) {
    await this.page.keyboard.press('Control+G');
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    await input.waitFor({ state: 'visible', timeout: SETTLE_MS });
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden', timeout: SETTLE_MS });
  }

  /**
   * What the Problems panel lists of the active file: one entry per problem, as it is read aloud.
   * @returns {Promise<string[]>}
   */
  async problems() {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) {
      await this.page.keyboard.press('Control+Shift+M');
      await panel.waitFor({ timeout: SETTLE_MS });
    }
    const rows = panel.locator('.monaco-list-row');
    const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
    return labels.filter((label) => / at line \d+ and character \d+/.test(label));
  }

  /**
   * Waits for a number of drawn squiggles and returns it.
   * @param {'error' | 'warning' | 'info'} kind
   * @param {(count: number) => boolean} enough
   */
  async squiggles(kind, enough) {
    const found = this.page.locator(`.squiggly-${kind}`);
    return this.until(`${kind} squiggles`, async () => {
      const count = await found.count();
      return enough(count) ? { count } : undefined;
    }).then(({ count }) => count);
  }

  /**
   * Runs a command by its title in the palette. The palette knows the commands that there were when it opened, so right
   * after the start it is opened again until the command is there.
   * @param {string} title
   */
  async command(title) {
    const input = this.page.locator('.quick-input-widget .quick-input-box input');
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
    await this.until(`the command ${title}`, async () => {
      await this.page.keyboard.press('F1');
      await input.waitFor({ state: 'visible', timeout: SETTLE_MS });
      await input.fill(`>${title}`);
      const there = await row.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => undefined,
      );
      if (!there) await this.page.keyboard.press('Escape');
      return there;
    });
    await row.click();
  }

  /**
   * Answers an input box whose prompt or placeholder has `asked` in it.
   * @param {string} asked
   * @param {string} text
   */
  async answer(asked, text) {
    const box = this.page.locator('.quick-input-widget').filter({ hasText: asked });
    await box.waitFor({ state: 'visible', timeout: SETTLE_MS });
    await box.locator('.quick-input-box input').fill(text);
    await this.page.keyboard.press('Enter');
  }

  /**
   * Picks a row of a quick pick.
   * @param {string} label
   */
  async pick(label) {
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label }).first();
    await row.waitFor({ timeout: SETTLE_MS });
    await row.click();
  }

  /** A modal dialog. */
  dialog() {
    return this.page.locator('.monaco-dialog-box');
  }

  /**
   * Waits for a modal dialog and returns all its text.
   * @returns {Promise<string>}
   */
  async dialogText() {
    await this.dialog().waitFor({ timeout: SETTLE_MS });
    return (await this.dialog().innerText()).replace(/\u00a0/g, ' ');
  }

  /**
   * Presses a button of the modal dialog.
   * @param {string} label
   */
  async press(label) {
    await this.dialog().locator('.monaco-button').filter({ hasText: label }).first().click();
    await this.dialog().waitFor({ state: 'hidden', timeout: SETTLE_MS });
  }

  /**
   * Waits for a notification with this text and returns all of it.
   * @param {string | RegExp} text
   * @param {number} [timeoutMs]
   */
  async notification(text, timeoutMs = SETTLE_MS) {
    const found = this.page.locator('.notification-list-item:visible').filter({ hasText: text }).first();
    await this.until(
      `a notification with ${text}`,
      async () => {
        if (await found.isVisible()) return true;
        // A window without the focus may keep its messages behind the bell.
        const bell = this.page.locator('#status\\.notifications');
        const isOpen = await this.page.locator('.notifications-center.visible').isVisible();
        if (!isOpen && (await bell.isVisible())) {
          await bell.click();
          // Its tooltip would lie over the buttons of the notification.
          await this.page.mouse.move(0, 0);
        }
        return undefined;
      },
      timeoutMs,
    );
    return (await found.innerText()).replace(/\u00a0/g, ' ');
  }

  /** Puts every notification away. */
  async clearNotifications() {
    await this.command('Notifications: Clear All Notifications');
  }

  /** The completion list, as its rows are read aloud. */
  async suggestions() {
    await this.page.keyboard.press('Control+Space');
    return this.until('suggestions', async () => {
      const rows = this.page.locator('.suggest-widget.visible .monaco-list-row');
      const labels = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
      return labels.length > 0 ? labels : undefined;
    });
  }

  /**
   * The hover at the cursor as text. Its parts come one after another, so the wanted one is waited for.
   * @param {RegExp} [wanted]
   */
  async hoverAtCursor(wanted = /./) {
    await this.page.keyboard.press('Control+K');
    await this.page.keyboard.press('Control+I');
    const hover = this.page.locator('.monaco-hover:not(.hidden) .hover-row');
    return this.until(`a hover with ${wanted}`, async () => {
      const text = (await hover.allInnerTexts()).join('\n').replace(/\u00a0/g, ' ');
      return wanted.test(text) ? text : undefined;
    });
  }

  /**
   * What fades in is shown as it will be.
   * @param {string} file
   */
  async screenshot(file) {
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  /**
   * Asks again and again until there is an answer.
   * @template T
   * @param {string} what
   * @param {() => Promise<T | undefined>} ask
   * @param {number} [timeoutMs]
   * @returns {Promise<T>}
   */
  async until(what, ask, timeoutMs = SETTLE_MS) {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}`);
      await this.page.waitForTimeout(100);
    }
  }
}
