// Entries are sorted by their times: those that are given here are far from those that pass.
const ph=require('perf_hooks'); print(performance instanceof EventTarget, ph.performance === performance, ph.PerformanceObserver === PerformanceObserver);
performance.mark('a');performance.mark('b',{detail:{x:1},startTime:1e9});print(performance.measure('m','a','b').entryType,JSON.stringify(performance.measure('m2',{start:1e9+1,end:1e9+4,detail:'d'})));
const t=(f)=>{try{print(f())}catch(e){print(e.name,e.code,e.message)}};
t(()=>performance.measure('z','nope'));t(()=>performance.mark());t(()=>performance.mark('x',{startTime:-1}));t(()=>performance.mark('x',{startTime:'5'}));t(()=>performance.mark('x',5));t(()=>performance.measure());t(()=>performance.measure('n',5).startTime);t(()=>performance.measure('n',{}).startTime);t(()=>performance.measure('n',{duration:5}));t(()=>performance.measure('n',{start:1,end:2,duration:3}));t(()=>JSON.stringify(performance.measure('n',{duration:3,start:1e9+1})));t(()=>JSON.stringify(performance.measure('n',{duration:3,end:1e9+9})));
t(()=>new PerformanceEntry());t(()=>new Performance());t(()=>performance.getEntriesByName());t(()=>performance.getEntriesByType());t(()=>new PerformanceMark('pm').name);t(()=>new PerformanceMeasure());
print(performance.getEntries().map(e=>e.name).join(),performance.getEntriesByName('a').length,performance.getEntriesByType('mark').length,performance.getEntriesByName('m','mark').length);
performance.clearMarks('a');performance.clearMeasures();print(performance.getEntries().map(e=>e.name));
print(JSON.stringify(performance.getEntriesByName('b')[0]));
const obs=new PerformanceObserver((list,o)=>{print('obs',list.getEntries().map(e=>e.name).join(),list.getEntriesByType('mark').length,list.getEntriesByName('o1').length,o===obs,list.constructor.name);obs.disconnect()});
t(()=>new PerformanceObserver());t(()=>obs.observe());t(()=>obs.observe({}));t(()=>obs.observe({entryTypes:5}));obs.observe({entryTypes:['mark','measure']});performance.mark('o1');performance.measure('o2');print(obs.takeRecords().map(e=>e.name));performance.mark('o1');
print(String(performance));const pe=performance.getEntries()[0];print(pe instanceof PerformanceEntry,Object.keys(pe));
print(performance.eventLoopUtilization === ph.eventLoopUtilization, JSON.stringify(ph.constants));setTimeout(()=>{},20)
