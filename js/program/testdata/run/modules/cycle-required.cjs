const from = (e) => e.message.replaceAll(__dirname, '');
try { console.log(require('./cycle-of-require.mjs')) } catch (e) { console.log(e.code, from(e)) }
