import('./dep.js').then(ns => { process.stdout.write(ns.n + ' ' + typeof require + ' ' + __filename + '\n'); });
import('./s.cjs').then(ns => { process.stdout.write(JSON.stringify(ns) + Object.keys(ns) + '\n'); });
throw 5
