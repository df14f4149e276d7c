import type { Rule } from '../rule';
import { coordinatesInPixels } from './coordinates-in-pixels';
import { coordinatesNormalized } from './coordinates-normalized';
import { danglingRelation } from './dangling-relation';
import { duplicateRegionId } from './duplicate-region-id';
import { emptyData } from './empty-data';
import { jsonSyntax } from './json-syntax';
import { labelsUnderWrongKey } from './labels-under-wrong-key';
import { missingKey } from './missing-key';
import { notAList } from './not-a-list';
import { notAnObject } from './not-an-object';
import { notInTheFormat } from './not-in-the-format';
import { outOfRange } from './out-of-range';
import { predictionWithoutTask } from './prediction-without-task';
import { regionIdNotText } from './region-id-not-text';
import { resultInTask } from './result-in-task';
import { spanOutsideText } from './span-outside-text';
import { unexpectedKey } from './unexpected-key';
import { unknownFromName } from './unknown-from-name';
import { unknownType } from './unknown-type';
import { unknownValue } from './unknown-value';
import { unstorableValue } from './unstorable-value';
import { wrongLength } from './wrong-length';
import { wrongType } from './wrong-type';

/** Every rule. The order decides who claims an error of the schema: the special ones stand before the general ones. */
export const rules: readonly Rule[] = [
  labelsUnderWrongKey,
  regionIdNotText,
  notAList,
  coordinatesInPixels,
  emptyData,
  missingKey,
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
  spanOutsideText,
  duplicateRegionId,
  danglingRelation,
  coordinatesNormalized,
];
