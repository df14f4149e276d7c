/** Everything that checks a text: the strict schema's validators and the rules. */

export { stringSource } from '../../core/text/lines';
export { checkText } from '../../core/engine/checkText';
export { checkStream } from '../../core/engine/streamCheck';
