package schemas

// objectMeta is what people may write as metadata, which a CustomResourceDefinition leaves to the API server.
// https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.35/#objectmeta-v1-meta
func objectMeta() schema {
	text := schema{"type": "string"}
	texts := schema{"type": "object", "additionalProperties": text}
	owner := schema{
		"type":     "object",
		"required": []any{"apiVersion", "kind", "name", "uid"},
		"properties": schema{
			"apiVersion": text, "kind": text, "name": text, "uid": text,
			"controller": schema{"type": "boolean"}, "blockOwnerDeletion": schema{"type": "boolean"},
		},
		"additionalProperties": false,
	}
	return schema{
		"type": "object",
		"properties": schema{
			"name": text, "generateName": text, "namespace": text, "uid": text, "resourceVersion": text, "selfLink": text,
			"labels": texts, "annotations": texts,
			"finalizers":        schema{"type": "array", "items": text},
			"ownerReferences":   schema{"type": "array", "items": owner},
			"generation":        schema{"type": "integer"},
			"creationTimestamp": timestamp(), "deletionTimestamp": timestamp(),
			"deletionGracePeriodSeconds": schema{"type": "integer"},
			"managedFields":              schema{"type": "array"},
		},
		"additionalProperties": false,
	}
}
