import { sharedLabelStudio } from '../harness/labelStudio';
import { apiTests } from './apiSuite';

apiTests(sharedLabelStudio(), true);
