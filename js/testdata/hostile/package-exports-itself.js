// A package that exports itself is found for ever.
require('./lib/exports-itself/a.js')
