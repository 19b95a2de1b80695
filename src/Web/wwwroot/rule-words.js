// A rule of the API in the reader's language. The templates are the API's rules with places for their values, as
// "must be between {0} and {1}", each with its translation; a rule that fits none is quoted as it is.

const fits = (template) => new RegExp(`^${
  template.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{(\d)\}/g, "(?<value$1>\\S+)")}$`);

export function inWords(rule, templates) {
  if (Object.hasOwn(templates, rule)) return templates[rule];
  for (const [template, words] of Object.entries(templates)) {
    const found = fits(template).exec(rule);
    if (found) return words.replace(/\{(\d)\}/g, (_, place) => found.groups[`value${place}`]);
  }

  return rule;
}
