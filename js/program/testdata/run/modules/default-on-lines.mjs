export
default
function
(a,
 b) { throw new Error('x') }
import d from './default-on-lines.mjs'
try { d() } catch (e) { console.log(e.stack.split('\n')[1].replace(/file.*modules\//,'')) ; console.log(d.name, d.toString()) }