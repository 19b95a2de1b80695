// Whoever asks for something that the stand-in lacks gets an error, and not undefined.
export function strict(members, name) {
  return new Proxy(members, {
    get(target, member) {
      if (typeof member === 'string' && !(member in target)) {
        throw new TypeError(`The stand-in has no '${member}' in its ${name}.`);
      }
      return target[member];
    },
  });
}
