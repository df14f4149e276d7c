/** Commands that change many predictions at once, or write a region or a new file. */
export { convertAnnotations, generateRegionIds, setModelVersion } from '../edits/commands';
export { insertRegion } from '../edits/insertRegion';
export { mergePredictions } from '../edits/mergePredictions';
export { newPredictionFile } from '../newFile/newPredictionFile';
