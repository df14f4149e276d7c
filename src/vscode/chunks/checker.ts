/** Everything that checks a text: the strict schema's validators, the rules, and the engine that runs them. */

export { checkText } from '../../core/engine/checkText';
export { chooseProblems } from '../../core/engine/choose';
export { DocumentCheck } from '../../core/engine/documentCheck';
export { checkStream } from '../../core/engine/streamCheck';
export { stringSource } from '../../core/text/lines';
