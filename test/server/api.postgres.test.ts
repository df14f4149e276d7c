// jsonb puts keys into an order of its own, and rewrites some numbers.
import { labelStudioOnPostgres } from '../harness/labelStudio';
import { apiTests } from './apiSuite';

apiTests(labelStudioOnPostgres(), false);
