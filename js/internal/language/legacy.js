'use strict';
// What browsers had long ago, and the language keeps in an annex.

function markup(method, tag, attribute) {
  const wrap = (text, value) => {
    if (text === undefined || text === null) throw new TypeError(`String.prototype.${method} called on null or undefined`);
    const given = attribute ? ` ${attribute}="${String(value).replaceAll('"', '&quot;')}"` : '';
    return `<${tag}${given}>${text}</${tag}>`;
  };
  return attribute ? { [method](value) { return wrap(this, value); } } : { [method]() { return wrap(this); } };
}

exports.string = Object.assign({},
  markup('anchor', 'a', 'name'), markup('big', 'big'), markup('blink', 'blink'), markup('bold', 'b'),
  markup('fixed', 'tt'), markup('fontcolor', 'font', 'color'), markup('fontsize', 'font', 'size'),
  markup('italics', 'i'), markup('link', 'a', 'href'), markup('small', 'small'), markup('strike', 'strike'),
  markup('sub', 'sub'), markup('sup', 'sup'));

exports.date = {
  getYear() { return Date.prototype.getFullYear.call(this) - 1900; },
  setYear(year) {
    year = Number(year);
    const whole = Math.trunc(year);
    if (whole >= 0 && whole <= 99) year = 1900 + whole;
    return Date.prototype.setFullYear.call(this, year);
  },
  toGMTString: Date.prototype.toUTCString,
};
