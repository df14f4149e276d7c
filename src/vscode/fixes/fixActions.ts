import {
  type CancellationToken,
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  type Range,
  type Selection,
  type TextDocument,
} from 'vscode';
import type { Log } from '../../core/ports';
import type { Everywhere, ProblemFixes } from '../chunks/checker';
import type { LiveCheck } from '../diagnostics/liveCheck';
import type { DiagnosticsPublisher } from '../diagnostics/publisher';
import { toRange } from '../diagnostics/toDiagnostic';
import { DIAGNOSTIC_SOURCE } from '../ids';
import { runFix, toWorkspaceEdit } from './runFix';

/** What `editor.codeActionsOnSave` names: all that is safe, in the whole file. */
export const FIX_ALL: CodeActionKind = CodeActionKind.SourceFixAll.append('labelStudio');

export const KINDS: readonly CodeActionKind[] = [CodeActionKind.QuickFix, FIX_ALL];

/** Characters above which a unit is left alone on save, which nobody should have to wait for. */
const LARGEST_ON_SAVE = 4_194_304;

/** An action whose edit is computed when it is picked. */
class WholeFileAction extends CodeAction {
  constructor(
    title: string,
    kind: CodeActionKind,
    readonly document: TextDocument,
    /** What to make everywhere; everything that is safe if left out. */
    readonly what: Everywhere | undefined,
  ) {
    super(title, kind);
  }
}

/** Quick fixes of the problems at the cursor, and actions for the whole file. */
export class FixActions implements CodeActionProvider {
  constructor(
    private readonly publisher: DiagnosticsPublisher,
    private readonly log: Log,
  ) {}

  provideCodeActions(
    document: TextDocument,
    range: Range | Selection,
    { only, diagnostics }: CodeActionContext,
    token: CancellationToken,
  ): CodeAction[] {
    const live = this.publisher.liveOf(document);
    if (!live || token.isCancellationRequested) return [];
    const actions: CodeAction[] = [];
    if (!only || only.contains(CodeActionKind.QuickFix)) actions.push(...quickFixes(live, range, diagnostics));
    if (only?.contains(FIX_ALL)) {
      actions.push(new WholeFileAction('Fix all safe problems of Label Studio', FIX_ALL, document, undefined));
    }
    return actions;
  }

  async resolveCodeAction(action: CodeAction, token: CancellationToken): Promise<CodeAction> {
    const live = action instanceof WholeFileAction ? this.publisher.liveOf(action.document) : undefined;
    if (!live || !(action instanceof WholeFileAction)) return action;
    const { checker, check, document } = live;
    const { what } = action;
    const { edits, passedOver } = await runFix(live, token, () =>
      what ? checker.fixEverywhere(check, what) : checker.fixDocument(check, checker.onlySafe, LARGEST_ON_SAVE),
    );
    if (passedOver > 0) {
      this.log.info(`${document.uri.toString()}: ${passedOver} units are too large to be fixed on save.`);
    }
    const isGuess = what?.fix.safety === 'guess';
    const preview = isGuess ? { label: what.fix.title, description: what.rule.title } : undefined;
    action.edit = toWorkspaceEdit(document, edits, preview);
    return action;
  }
}

function quickFixes(live: LiveCheck, range: Range, diagnostics: readonly Diagnostic[]): CodeAction[] {
  const { document, check, checker } = live;
  const stretch = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
  const problems = checker.fixesInDocument(check, stretch);
  const actions = problems.flatMap((problem) => {
    const own = diagnosticsOf(document, problem, diagnostics);
    return problem.fixes.map(({ title, changes, isPreferred }) => {
      const action = new CodeAction(title, CodeActionKind.QuickFix);
      action.edit = toWorkspaceEdit(document, changes);
      action.diagnostics = own;
      action.isPreferred = isPreferred;
      return action;
    });
  });
  return [...actions, ...wholeFile(document, problems, diagnostics)];
}

/** Of several problems of one rule the actions for the whole file are the same. */
function wholeFile(
  document: TextDocument,
  problems: readonly ProblemFixes[],
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const actions: CodeAction[] = [];
  const seen = new Set<string>();
  for (const problem of problems) {
    if (seen.has(problem.code)) continue;
    seen.add(problem.code);
    for (const what of problem.everywhere) {
      const action = new WholeFileAction(titleOf(what), CodeActionKind.QuickFix, document, what);
      action.diagnostics = diagnosticsOf(document, problem, diagnostics);
      actions.push(action);
    }
  }
  return actions;
}

function titleOf({ fix: { title, safety }, rule }: Everywhere): string {
  if (safety === 'safe') return `Fix all "${rule.title}" in this file`;
  // It opens a preview, which is what three dots say.
  return `${title} in this whole file…`;
}

function diagnosticsOf(
  document: TextDocument,
  { code, start, end }: ProblemFixes,
  diagnostics: readonly Diagnostic[],
): Diagnostic[] {
  const range = toRange(document, start, end);
  return diagnostics.filter(
    (diagnostic) =>
      diagnostic.source === DIAGNOSTIC_SOURCE &&
      typeof diagnostic.code === 'object' &&
      diagnostic.code.value === code &&
      diagnostic.range.isEqual(range),
  );
}
