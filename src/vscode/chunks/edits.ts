/** Commands that change many predictions at once, or write a region. */
export { convertAnnotations, generateRegionIds, setModelVersion } from '../edits/commands';
export { insertRegion } from '../edits/insertRegion';
export { mergePredictions } from '../edits/mergePredictions';
