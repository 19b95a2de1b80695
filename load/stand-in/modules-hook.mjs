// Resolves k6's modules to the stand-in's, and lets scripts import nothing that k6 would not find.
const own = new URL('./', import.meta.url).href;
const modules = { k6: 'index', 'k6/crypto': 'crypto', 'k6/http': 'http', 'k6/metrics': 'metrics' };

export function resolve(specifier, context, next) {
  if (context.parentURL?.startsWith(own)) return next(specifier, context);
  if (specifier in modules) return { url: `${own}k6/${modules[specifier]}.mjs`, shortCircuit: true };
  if (!/^\.{0,2}\//.test(specifier)) throw new Error(`The stand-in has no module '${specifier}'.`);
  return next(specifier, context);
}
