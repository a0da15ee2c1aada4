console.log(typeof require); // import x from 'y'
 var s = `
import y from 'z'
`; import('fs').then(m => console.log(Object.keys(m).length > 10)); var p = { import: 1, await: 2 }; var await = 3; console.log(p.import, await)