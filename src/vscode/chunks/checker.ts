/** Everything that checks, mends, completes and explains a text: the strict schema's validators, the rules, and what runs them. */

export type { Proposal } from '../../core/completion/complete';
export { completeInDocument } from '../../core/completion/completeInDocument';
export { mergePredictions } from '../../core/edits/merge/mergePredictions';
export { surveyVersions } from '../../core/edits/merge/survey';
export { exampleSnippet, newFileText } from '../../core/edits/newFile/newFile';
export { tasksIn } from '../../core/edits/newFile/tasksIn';
export { newRegions } from '../../core/edits/newRegions';
export { checkText } from '../../core/engine/checkText';
export { chooseProblems } from '../../core/engine/choose';
export { dataKeysOf } from '../../core/engine/dataKeys';
export { DocumentCheck } from '../../core/engine/documentCheck';
export { checkStream } from '../../core/engine/streamCheck';
export {
  type DocumentFix,
  type Everywhere,
  fixDocument,
  fixEverywhere,
  fixesInDocument,
  type ProblemFixes,
} from '../../core/fixes/documentFixes';
export { onlySafe } from '../../core/fixes/fixUnit';
export { hoverInDocument } from '../../core/hover/hoverInDocument';
export { valueHints } from '../../core/inText/hints';
export { nameTokens } from '../../core/inText/tokens';
export { type OutlineItem, type OutlineUnit, outlineOf } from '../../core/outline/outline';
export { partsAround } from '../../core/reading/around';
export { isReadable, readerOf, unitAt, WholeReader } from '../../core/reading/unitReader';
export { stringSource } from '../../core/text/lines';
