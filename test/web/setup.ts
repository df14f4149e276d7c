// Comes first in the bundle of the worker host: the interface of mocha (describe, it) has to be there before the test
// files are evaluated. Mocha's browser build runs in a worker too.
import 'mocha/mocha.js';

mocha.setup({ ui: 'bdd', timeout: 60_000, reporter: class {} as unknown as Mocha.ReporterConstructor });
