import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { launchBrowser } from '../../scripts/hosts/browser.mjs';
import { startVsCode, type VsCodePage } from '../../scripts/hosts/vscode-server.mjs';
import { Workbench } from '../../scripts/hosts/workbench.mjs';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';

/** Pictures go here; `npm run screenshots` keeps them with the sources, so that a mere test run changes no file. */
export const SCREENSHOTS = path.resolve(process.env.LSP_SCREENSHOTS || 'out/ui-screenshots');

export interface Session {
  workbench: Workbench;
  folder: string;
  vscode: VsCodePage;
  /** The name of a workspace file, made or replaced. */
  write(name: string, text: string): void;
  close(): Promise<void>;
}

/** A workspace with these files, open in a VS Code of its own with the extension. */
export async function openSession(
  files: Readonly<Record<string, string>>,
  options: { workspaceTrust?: boolean; settings?: Record<string, unknown> } = {},
): Promise<Session> {
  const temporary = temporaryFolder('ui-workspace');
  const folder = path.join(temporary.dir, 'harbour');
  const write = (name: string, text: string): void => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  const vscode = await startVsCode({ folder, extensionDevelopmentPath: process.cwd(), ...options });
  const browser = await launchBrowser({ viewport: { width: 1280, height: 800 } });
  const close = async (): Promise<void> => {
    await browser.close();
    await vscode.close();
    temporary.remove();
  };
  try {
    return { workbench: await Workbench.open(browser, vscode.url), folder, vscode, write, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Keeps what the page looks like under a fixed name, to be looked at. */
export async function keep(session: Session, name: string): Promise<void> {
  fs.mkdirSync(SCREENSHOTS, { recursive: true });
  await session.workbench.screenshot(path.join(SCREENSHOTS, `${name}.png`));
}

/** Every text below a folder in which a secret stands; the paths of the files. */
export function filesWith(folder: string, secret: string): string[] {
  const found: string[] = [];
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (fs.readFileSync(file).includes(secret)) found.push(file);
  }
  return found;
}

/** Connects to a server from the palette. */
export async function connect(workbench: Workbench, url: string, token: string, project: string): Promise<void> {
  await workbench.command('Label Studio: Connect to Server');
  await workbench.answer('Address of your Label Studio server', url);
  await workbench.answer('Your token', token);
  await workbench.pick(project);
  await workbench.notification('Connected to');
  await workbench.clearNotifications();
}

/** Runs a command without a mouse. */
export async function runByKeyboard({ page }: Workbench, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget .quick-input-box input').waitFor({ state: 'visible', timeout: 15_000 });
  await page.keyboard.type(title);
  const first = page.locator('.quick-input-list .monaco-list-row').first();
  await first.filter({ hasText: title }).waitFor({ timeout: 15_000 });
  await page.keyboard.press('Enter');
}

/** Presses a button of a notification without a mouse. */
export async function pressByKeyboard(workbench: Workbench, label: string): Promise<void> {
  const { page } = workbench;
  await runByKeyboard(workbench, 'Notifications: Show Notifications');
  await page.locator('.notifications-center.visible').waitFor({ timeout: 15_000 });
  const focused = page.locator('.notification-list-item .monaco-button:focus');
  await workbench.until(`the focus on ${label}`, async () => {
    if ((await focused.count()) > 0 && (await focused.first().innerText()) === label) return true;
    await page.keyboard.press('Tab');
    return undefined;
  });
  await page.keyboard.press('Enter');
}

/** Declares tests that leave a picture of the page in `out/ui-failures` when they fail. */
export function watchedTests(session: () => Session): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    test(name, async () => {
      try {
        await run();
      } catch (error) {
        const file = path.resolve('out/ui-failures', `${name.replace(/\W+/g, '-').slice(0, 60)}.png`);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        await session().workbench.screenshot(file);
        throw error;
      }
    });
  };
}
