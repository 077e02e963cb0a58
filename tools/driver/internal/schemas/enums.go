package schemas

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
)

// enums are the allowed values by definition and field. Those of a list's members are listed under the list's field.
type enums map[string]map[string][]any

// readEnums reads the allowed values of fields from Kubernetes' generated Go source, the only place of its module that
// has them: pkg/generated/openapi/zz_generated.openapi.go. There is a function for each definition, which returns a
// literal with `Properties: map[string]spec.Schema{"field": {SchemaProps: spec.SchemaProps{Enum: …}}}`.
func readEnums(source []byte) (enums, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "zz_generated.openapi.go", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("reading enums: %w", err)
	}
	found := enums{}
	for _, declaration := range file.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if name, ok := strings.CutPrefix(function.Name.Name, "schema_k8sio_api_"); ok {
			fields := map[string][]any{}
			inspect(function.Body, "Properties", func(properties *ast.CompositeLit) { addEnums(properties, fields) })
			found["io.k8s.api."+strings.ReplaceAll(name, "_", ".")] = fields
		}
	}
	return found, nil
}

// addEnums reads the literal of a definition's properties. A property is never nested: types have their own functions.
func addEnums(properties *ast.CompositeLit, fields map[string][]any) {
	for _, element := range properties.Elts {
		property, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if name, ok := stringOf(property.Key); ok {
			inspect(property.Value, "Enum", func(values *ast.CompositeLit) {
				for _, value := range values.Elts {
					if text, ok := stringOf(value); ok {
						fields[name] = append(fields[name], text)
					}
				}
			})
		}
	}
}

// inspect visits the literals that are given to a struct's field of this name, wherever below a node.
func inspect(below ast.Node, field string, visit func(*ast.CompositeLit)) {
	ast.Inspect(below, func(node ast.Node) bool {
		pair, ok := node.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		key, isName := pair.Key.(*ast.Ident)
		literal, isLiteral := pair.Value.(*ast.CompositeLit)
		if isName && isLiteral && key.Name == field {
			visit(literal)
			return false
		}
		return true
	})
}

func stringOf(expression ast.Expr) (string, bool) {
	literal, ok := expression.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	value, err := strconv.Unquote(literal.Value)
	return value, err == nil
}
