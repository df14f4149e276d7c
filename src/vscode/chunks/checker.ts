/** Everything that checks a text: the strict schema's validators and the rules. */
export { checkText } from '../../core/validation/checkText';
