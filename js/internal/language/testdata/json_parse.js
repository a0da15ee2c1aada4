// Broken texts, whose messages are V8's, and what goja's JSON.parse lost.
let seed=12345;const R=n=>{seed=(seed*1103515245+12345)%2147483648;return Math.floor(seed/2147483648*n)};
const frag=['{','}','[',']',',',':','"','\\','a','\\u12','\\ud83d','\\ude00','é','😀','\u2028','\n','\r\n','\r',' ','\t','1','-','0','1.5','e','E5','.','true','false','null','tru','"abc"','"k":','{"a":[1,2,{"b":null}]}','\ud800','\udc00','\x01','\x7f','"\\n\\u0041"','undefined'];
const base=['{"name":"nodenet","version":"1.0.0","list":[1,2.5,-3e10,true,false,null],"deep":{"x":{"y":["z"]}},"s":"\\u00e9\\n"}','[1,2,3]','{"a":1}','"text"','[{"a":[]},{}]',''];
function gen(){let s=base[R(base.length)];let n=1+R(3);for(let i=0;i<n;i++){const at=R(s.length+1);const c=R(3);const f=frag[R(frag.length)];s=c==0?s.slice(0,at)+f+s.slice(at):c==1?s.slice(0,at)+s.slice(at+1+R(3)):s.slice(0,at)}return s}
const esc=s=>Array.from({length:s.length},(_, i)=>{const c=s.charCodeAt(i);return c<32||c>126?'<'+c.toString(16)+'>':s[i]}).join('');
for(let i=0;i<800;i++){const s=gen();let r;try{r=esc(JSON.stringify(JSON.parse(s)))}catch(e){r=e.name+esc(e.message)}print(i + ' ' + esc(s) + ' => ' + r)}
const table = ['','undefined','NaN','Infinity','[object Object]','nul','nulx','tru','{a','{"a"','{"a":','{"a":1','{"a":1,','{"a":1,}','{"a" 1}','[1','[1,','[1,]','[1 2]','["a" "b"]','[1 x','1 2','1x','"abc','"a\n"','"\\x"','"\\u12g4"','"\\u12','"\\','-','-x','01','1.','1.x','1e','1e+','1ex','{"a":1 "b"}','{,}','[,]','1 "a"','{"a":1}x','xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx','[1,2,3,4,5,6,7,8,9,10,11,12,x,2,2,2,2,2,2,2,2,2,2]','[1,2,3,4,5,6,7,8,9,10,11,12,x]','{"a":"b"\n\n  x','-01','--1','[-]','{1:2}','{"a":nul','{"a":truex}','[1,\n"a','é','[é','"\u{1f600}" 1','\u{1f600}','+1','.5','"\t','{"a"}','{"a";1}','[1;2]', '[object Objec', ' undefined','undefined ', '{"a":"b','{"a":1]','[1}','\ufeff1','[tru]','[\r\n,\rx]','"\\ud8','"\\u','[1.}','1.5.5','1e5e5','"a\u2028b"x','/**/1',"'a'",'{\'a\':1}','[0x1]','[1,"a":2]', '{"a":undefined}', '\x00', '"\x7f', "[1,,2]", '{"a":,}','[1]]','[1]1','"a""b"', '[NaN]','[-Infinity]','{}{}','[nullnull]', 'falsy','fals','true1','trueé','1é'];
for (const s of table) {
  try { print(esc(s) + ' ' + esc(JSON.stringify(JSON.parse(s)))); } catch (e) { print(esc(s) + ' ' + esc(e.message)); }
}

for (const v of [undefined, null, Symbol.iterator, {}, [], [undefined]]) {
  try { print(JSON.parse(v)); } catch (e) { print(e.name + ': ' + e.message); }
}
const odd = JSON.parse('{"__proto__":1,"b":{"__proto__":[2]},"2":1,"1":2,"a":1,"a":2}');
print(Object.keys(odd).join(), odd.__proto__, odd.a);
JSON.parse('[1,{"a":"x","b":1.50}]', function (k, v, c) { print(k, JSON.stringify(c), Array.isArray(this)); return v; });
print(JSON.stringify(JSON.parse('{"a":[1,2],"b":3,"c":4}', function (k, v, c) {
  if (k === 'a') { this.b = [9]; delete this.c; }
  if (k === '0') return undefined;
  print(k, JSON.stringify(v), JSON.stringify(c));
  return v;
})));
const deep = '['.repeat(100000) + ']'.repeat(100000);
let depth = 0;
for (let v = JSON.parse(deep); v; v = v[0]) depth++;
print(depth);
try { JSON.parse(deep, (k, v) => v); } catch (e) { print(e.name + ': ' + e.message); }
print(JSON.parse('"\\ud83d"').length, Object.keys(JSON.parse('{"\\ud83d":1}'))[0].charCodeAt(0));
