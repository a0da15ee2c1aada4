// util.parseArgs. Rarely used, so that it is loaded when it is first called.
'use strict';
const { fail, invalidType, invalidValue } = native;
const own = (o, key) => Object.prototype.hasOwnProperty.call(o, key);

function checkedConfig(config) {
  if (config === null || typeof config !== 'object') invalidType('config', config, 'object');
  const setting = (name, standard) => {
    const value = own(config, name) && config[name] !== undefined ? config[name] : standard;
    if (typeof value !== 'boolean') invalidType(name, value, 'boolean');
    return value;
  };
  const args = config.args ?? process.argv.slice(process._eval === undefined ? 2 : 1);
  if (!Array.isArray(args)) invalidType('args', args, 'Array');
  const strict = setting('strict', true);
  const allowPositionals = setting('allowPositionals', !strict);
  const tokens = setting('tokens', false);
  const allowNegative = setting('allowNegative', false);
  const options = config.options ?? {};
  if (typeof options !== 'object' || Array.isArray(options)) invalidType('options', options, 'object');
  for (const [name, option] of Object.entries(options)) checkOption(name, option);
  return { args, strict, allowPositionals, tokens, allowNegative, options };
}

function checkOption(name, option) {
  const path = `options.${name}`;
  if (option === null || typeof option !== 'object' || Array.isArray(option)) invalidType(path, option, 'object');
  if (option.type !== 'string' && option.type !== 'boolean') invalidType(`${path}.type`, option.type, "('string|boolean')");
  if (own(option, 'short')) {
    if (typeof option.short !== 'string') invalidType(`${path}.short`, option.short, 'string');
    if (option.short.length !== 1) invalidValue(`${path}.short`, option.short, 'must be a single character');
  }
  if (own(option, 'multiple') && typeof option.multiple !== 'boolean') invalidType(`${path}.multiple`, option.multiple, 'boolean');
  if (option.default === undefined) return;
  if (!option.multiple) {
    if (typeof option.default !== option.type) invalidType(`${path}.default`, option.default, option.type);
    return;
  }
  if (!Array.isArray(option.default)) invalidType(`${path}.default`, option.default, 'Array');
  option.default.forEach((value, i) => {
    if (typeof value !== option.type) invalidType(`${path}.default[${i}]`, value, option.type);
  });
}

function longOfShort(short, options) {
  for (const [name, option] of Object.entries(options)) if (option.short === short) return name;
  return short;
}

// What the arguments say, one token for each thing.
function tokenize(args, options) {
  const tokens = [];
  const takesValue = (name) => own(options, name) && options[name].type === 'string';
  const rest = [...args];
  // Of letters that stand together, all come from the same argument.
  let index = -1;
  let ofGroup = 0;
  while (rest.length > 0) {
    const arg = rest.shift();
    const next = rest[0];
    if (ofGroup > 0) ofGroup--;
    else index++;
    if (arg === '--') {
      tokens.push({ kind: 'option-terminator', index });
      for (const value of rest) tokens.push({ kind: 'positional', index: ++index, value });
      break;
    }
    const option = (name, rawName, value, inlineValue, at = index) =>
      tokens.push({ kind: 'option', name, rawName, index: at, value, inlineValue });
    const withNext = (name, rawName) => {
      if (takesValue(name) && next !== undefined && next !== null) {
        const at = index++;
        option(name, rawName, rest.shift(), false, at);
      } else option(name, rawName, undefined, undefined);
    };
    if (arg.length === 2 && arg[0] === '-' && arg[1] !== '-') {
      withNext(longOfShort(arg[1], options), arg);
    } else if (arg.length > 2 && arg[0] === '-' && arg[1] !== '-') {
      const first = longOfShort(arg[1], options);
      if (takesValue(first)) {
        option(first, `-${arg[1]}`, arg.slice(2), true);
        continue;
      }
      // A group: taken apart, up to a letter that takes the rest as its value.
      const parts = [];
      for (let i = 1; i < arg.length; i++) {
        if (takesValue(longOfShort(arg[i], options)) && i < arg.length - 1) {
          parts.push(`-${arg.slice(i)}`);
          break;
        }
        parts.push(`-${arg[i]}`);
      }
      rest.unshift(...parts);
      ofGroup = parts.length;
    } else if (arg.length > 2 && arg.startsWith('--')) {
      const equals = arg.indexOf('=', 3);
      if (equals > 0) option(arg.slice(2, equals), arg.slice(0, equals), arg.slice(equals + 1), true);
      else withNext(arg.slice(2), arg);
    } else {
      tokens.push({ kind: 'positional', index, value: arg });
    }
  }
  return tokens;
}

function checkToken(token, config) {
  const { options, allowPositionals, allowNegative } = config;
  let name = token.name;
  if (!own(options, name) && allowNegative && name.startsWith('no-') && own(options, name.slice(3))) name = name.slice(3);
  if (!own(options, name)) {
    const hint = allowPositionals ? `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(token.rawName)}` : '';
    fail('ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${token.rawName}'${hint}`);
  }
  const { short, type } = options[name];
  const shown = short ? `-${short}, --${name}` : `--${name}`;
  if (type === 'string' && typeof token.value !== 'string') {
    fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${shown} <value>' argument missing`);
  }
  if (type === 'boolean' && token.value != null) {
    fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${shown}' does not take an argument`);
  }
  if (!token.inlineValue && typeof token.value === 'string' && token.value.length > 1 && token.value[0] === '-') {
    let hint = `'${token.rawName}=-XYZ'`;
    if (!token.rawName.startsWith('--')) hint = `'--${name}=-XYZ' or '${token.rawName}-XYZ'`;
    fail('ERR_PARSE_ARGS_INVALID_OPTION_VALUE', `Option '${token.rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${token.rawName}'?\nTo specify an option argument starting with a dash use ${hint}.`);
  }
}

function store(token, config, values) {
  const { options, allowNegative } = config;
  let { name, value } = token;
  if (name === '__proto__') return;
  if (allowNegative && value === undefined && name.startsWith('no-')) {
    const positive = name.slice(3);
    if (!own(options, name)) {
      token.name = name = positive;
      value = false;
      token.negative = true;
    }
  }
  if (value === undefined) value = true;
  if (own(options, name) && options[name].multiple) (values[name] ??= []).push(value);
  else values[name] = value;
}

module.exports = function parseArgs(given = {}) {
  const config = checkedConfig(given);
  const tokens = tokenize(config.args, config.options);
  const result = { values: Object.create(null), positionals: [] };
  if (config.tokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === 'option') {
      if (config.strict) checkToken(token, config);
      store(token, config, result.values);
      delete token.negative;
    } else if (token.kind === 'positional') {
      if (!config.allowPositionals) {
        fail('ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL', `Unexpected argument '${token.value}'. This command does not take positional arguments`);
      }
      result.positionals.push(token.value);
    }
  }
  for (const [name, option] of Object.entries(config.options)) {
    if (option.default !== undefined && result.values[name] === undefined) result.values[name] = option.default;
  }
  return result;
};
