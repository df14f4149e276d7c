import type { Rule } from '../rule';
import { answerComparedWithLabels } from './answer-compared-with-labels';
import { answerLeftOut } from './answer-left-out';
import { answerOutsideLimits } from './answer-outside-limits';
import { answerWithoutRegion } from './answer-without-region';
import { answeredTwice } from './answered-twice';
import { brokenMask } from './broken-mask';
import { choiceNotInConfig } from './choice-not-in-config';
import { coordinatesInPixels } from './coordinates-in-pixels';
import { coordinatesNormalized } from './coordinates-normalized';
import { danglingParent } from './dangling-parent';
import { danglingRelation } from './dangling-relation';
import { datetimeNotInFormat } from './datetime-not-in-format';
import { duplicateRegionId } from './duplicate-region-id';
import { emptyData } from './empty-data';
import { frameOutsideVideo } from './frame-outside-video';
import { hashInRegionId } from './hash-in-region-id';
import { itemIndexOutside } from './item-index-outside';
import { jsonSyntax } from './json-syntax';
import { keyframeTime } from './keyframe-time';
import { keyframesOutOfOrder } from './keyframes-out-of-order';
import { labelNotInConfig } from './label-not-in-config';
import { labelOfBareShape } from './label-of-bare-shape';
import { labelsMissing } from './labels-missing';
import { labelsUnderWrongKey } from './labels-under-wrong-key';
import { maskNotPng } from './mask-not-png';
import { maskOfAnotherSize } from './mask-of-another-size';
import { mergedRegionLabels } from './merged-region-labels';
import { missingDataKey } from './missing-data-key';
import { missingKey } from './missing-key';
import { missingModelVersion } from './missing-model-version';
import { misspeltKey } from './misspelt-key';
import { nestedChoice } from './nested-choice';
import { notAList } from './not-a-list';
import { notAnObject } from './not-an-object';
import { notInTheFormat } from './not-in-the-format';
import { offsetNotWhole } from './offset-not-whole';
import { outOfRange } from './out-of-range';
import { outsideOfImage } from './outside-of-image';
import { placeholderInName } from './placeholder-in-name';
import { predictionById } from './prediction-by-id';
import { predictionWithoutTask } from './prediction-without-task';
import { predictionsInData } from './predictions-in-data';
import { ratingAboveMaximum } from './rating-above-maximum';
import { regionIdNotText } from './region-id-not-text';
import { regionScoreOutOfRange } from './region-score-out-of-range';
import { regionWithoutId } from './region-without-id';
import { rejectedByValidator } from './rejected-by-validator';
import { relationLabelNotInConfig } from './relation-label-not-in-config';
import { repeatedRelation } from './repeated-relation';
import { repeaterIndexOutside } from './repeater-index-outside';
import { resultInTask } from './result-in-task';
import { scoreInValue } from './score-in-value';
import { seriesNotAnAddress } from './series-not-an-address';
import { severalPredictionsOfAVersion } from './several-predictions-of-a-version';
import { shapeNotForObject } from './shape-not-for-object';
import { spanOnImage } from './span-on-image';
import { spanOutsideText } from './span-outside-text';
import { spanReversed } from './span-reversed';
import { spanTextDiffers } from './span-text-differs';
import { taxonomyPathNotInTree } from './taxonomy-path-not-in-tree';
import { timeNotInFormat } from './time-not-in-format';
import { timeOutsideMedia } from './time-outside-media';
import { toNameOfAnotherControl } from './to-name-of-another-control';
import { tooFewPoints } from './too-few-points';
import { tooManyChoices } from './too-many-choices';
import { tooManyTexts } from './too-many-texts';
import { typeNotOfControl } from './type-not-of-control';
import { unexpectedKey } from './unexpected-key';
import { unknownBucket } from './unknown-bucket';
import { unknownFromName } from './unknown-from-name';
import { unknownRankerItem } from './unknown-ranker-item';
import { unknownToName } from './unknown-to-name';
import { unknownType } from './unknown-type';
import { unknownValue } from './unknown-value';
import { unlabeledRegion } from './unlabeled-region';
import { unstorableValue } from './unstorable-value';
import { videoLabelNotInConfig } from './video-label-not-in-config';
import { wrongKindOfData } from './wrong-kind-of-data';
import { wrongLength } from './wrong-length';
import { wrongType } from './wrong-type';
import { xpathNotFromRoot } from './xpath-not-from-root';

/** Every rule. The order decides who claims an error of the schema: the special ones stand before the general ones. */
export const rules: readonly Rule[] = [
  labelsUnderWrongKey,
  labelsMissing,
  regionIdNotText,
  notAList,
  coordinatesInPixels,
  emptyData,
  missingKey,
  predictionById,
  wrongType,
  outOfRange,
  wrongLength,
  unknownValue,
  unexpectedKey,
  unknownType,
  predictionWithoutTask,
  resultInTask,
  unstorableValue,
  jsonSyntax,
  notAnObject,
  notInTheFormat,
  unknownFromName,
  unknownToName,
  toNameOfAnotherControl,
  placeholderInName,
  repeaterIndexOutside,
  typeNotOfControl,
  shapeNotForObject,
  spanOnImage,
  labelNotInConfig,
  videoLabelNotInConfig,
  mergedRegionLabels,
  labelOfBareShape,
  unlabeledRegion,
  relationLabelNotInConfig,
  spanOutsideText,
  duplicateRegionId,
  danglingRelation,
  coordinatesNormalized,
  predictionsInData,
  missingModelVersion,
  severalPredictionsOfAVersion,
  misspeltKey,
  spanReversed,
  offsetNotWhole,
  spanTextDiffers,
  xpathNotFromRoot,
  outsideOfImage,
  tooFewPoints,
  itemIndexOutside,
  brokenMask,
  maskOfAnotherSize,
  maskNotPng,
  keyframesOutOfOrder,
  frameOutsideVideo,
  keyframeTime,
  timeOutsideMedia,
  choiceNotInConfig,
  nestedChoice,
  tooManyChoices,
  taxonomyPathNotInTree,
  ratingAboveMaximum,
  answerOutsideLimits,
  answerComparedWithLabels,
  datetimeNotInFormat,
  timeNotInFormat,
  tooManyTexts,
  unknownBucket,
  unknownRankerItem,
  answerWithoutRegion,
  answerLeftOut,
  answeredTwice,
  danglingParent,
  repeatedRelation,
  hashInRegionId,
  regionWithoutId,
  regionScoreOutOfRange,
  scoreInValue,
  missingDataKey,
  wrongKindOfData,
  seriesNotAnAddress,
  rejectedByValidator,
];
