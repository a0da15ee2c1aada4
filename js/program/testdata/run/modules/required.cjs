const m = require('./live.mjs'); console.log(m.counter, m.inc(), m.counter);
try { require('./waits.mjs') } catch (e) { console.log(e.code) }
try { require('./missing-name-nobody-uses.mjs') } catch (e) { console.log(e.name, e.message) }
