const fs = require('fs');
console.log(typeof fs, typeof module, 'export {}');
