import type { BrowserContext, Locator, Page } from 'playwright-core';

/** The workbench of VS Code as a person meets it. Every method waits, and says what it waited for in vain. */
export class Workbench {
  constructor(page: Page);
  readonly page: Page;
  static open(context: BrowserContext, url: string): Promise<Workbench>;
  openFile(name: string): Promise<void>;
  editor(name: string): Locator;
  focusEditor(): Promise<void>;
  goTo(line: number, column?: number): Promise<void>;
  problems(): Promise<string[]>;
  squiggles(kind: 'error' | 'warning' | 'info', enough: (count: number) => boolean): Promise<number>;
  command(title: string): Promise<void>;
  answer(asked: string, text: string): Promise<void>;
  pick(label: string): Promise<void>;
  dialog(): Locator;
  dialogText(): Promise<string>;
  press(label: string): Promise<void>;
  notification(text: string | RegExp, timeoutMs?: number): Promise<string>;
  clearNotifications(): Promise<void>;
  suggestions(): Promise<string[]>;
  hoverAtCursor(wanted?: RegExp): Promise<string>;
  screenshot(file: string): Promise<void>;
  until<T>(what: string, ask: () => Promise<T | undefined>, timeoutMs?: number): Promise<T>;
}
