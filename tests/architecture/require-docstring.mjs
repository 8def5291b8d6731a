/** ESLint rule: every function and value that a pure module exports says in a docstring what it decides. Types that only name a shape explain themselves. */
export const requireDocstring = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'Say in a docstring what {{name}} decides.' },
  },
  create(context) {
    const documented = (node) =>
      context.sourceCode
        .getCommentsBefore(node)
        .some(({ type, value }) => type === 'Block' && value.startsWith('*'));
    return {
      ExportNamedDeclaration(node) {
        const { declaration } = node;
        if (
          declaration === null ||
          /^TS(Type|Interface)/.test(declaration.type) ||
          declaration.type === 'TSDeclareFunction'
        )
          return;
        // A schema beside the type of the same name is its shape in another notation.
        const names = declaration.declarations?.map(({ id }) => id.name) ?? [declaration.id?.name];
        if (declaration.type === 'VariableDeclaration' && names.every((name) => /^[A-Z]/.test(name ?? '')))
          return;
        if (!documented(node))
          context.report({ node, messageId: 'missing', data: { name: names.join(', ') } });
      },
    };
  },
};
