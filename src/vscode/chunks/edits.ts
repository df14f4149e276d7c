/** Commands that change many predictions at once. */
export { convertAnnotations, generateRegionIds, setModelVersion } from '../edits/commands';
