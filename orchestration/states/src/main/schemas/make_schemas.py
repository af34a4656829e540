"""Makes api-results.json.gz: the results of AWS's API calls as far as a mocked result is checked against them.

Source: the service models that botocore ships (Apache License 2.0); only names, types, bounds and enumerations are
taken, no documentation. The version of botocore matters: 1.41.5 is of November 2025, the time of the answers this is measured against
(Lambda's MemorySize ended at 10240 then). Run: pip install botocore==1.41.5 && python3 make_schemas.py OUTPUT
"""
import gzip
import json
import sys

import botocore.session

# Service names as Step Functions writes them in arn:aws:states:::aws-sdk:<name>:<action>, and botocore's own.
SERVICES = {
    "athena": "athena", "batch": "batch", "bedrockruntime": "bedrock-runtime", "cloudformation": "cloudformation",
    "cloudwatch": "cloudwatch", "cloudwatchlogs": "logs", "codebuild": "codebuild", "codepipeline": "codepipeline",
    "comprehend": "comprehend", "dynamodb": "dynamodb", "ecr": "ecr", "ecs": "ecs", "eks": "eks", "emr": "emr",
    "emrserverless": "emr-serverless", "eventbridge": "events", "firehose": "firehose", "glue": "glue",
    "kinesis": "kinesis", "kms": "kms", "lambda": "lambda", "polly": "polly", "rdsdata": "rds-data",
    "redshiftdata": "redshift-data", "rekognition": "rekognition", "s3": "s3", "scheduler": "scheduler",
    "secretsmanager": "secretsmanager", "ses": "ses", "sesv2": "sesv2", "sfn": "stepfunctions", "sns": "sns",
    "sqs": "sqs", "ssm": "ssm", "sts": "sts", "textract": "textract", "transcribe": "transcribe",
    "translate": "translate",
}
NUMBERS = {"integer", "long", "float", "double", "bigdecimal", "biginteger"}


def member_name(name):
    """Step Functions writes every member with a capital first letter."""
    return name[0].upper() + name[1:]


def scalar(shape):
    kind = shape.type_name
    meta = shape.metadata
    if kind in NUMBERS:
        return bounded("n", meta)
    if kind == "boolean":
        return "b"
    if kind == "timestamp":
        return "s"
    enum = meta.get("enum")
    if enum:
        return {"t": "s", "e": list(enum)}
    return bounded("s", meta)


def bounded(kind, meta):
    bounds = {key: meta[source] for key, source in (("min", "min"), ("max", "max")) if source in meta}
    if kind == "s" and bounds.get("max", 0) > 100000:
        bounds.pop("max")
    return {"t": kind, **bounds} if any(bounds.values()) else kind


def encode(shape, shapes, todo):
    kind = shape.type_name
    if kind not in ("structure", "list", "map"):
        return scalar(shape)
    if shape.name not in shapes and shape.name not in todo:
        todo[shape.name] = shape
    return "#" + shape.name


def define(shape, shapes, todo):
    kind = shape.type_name
    if kind == "list":
        return {"l": encode(shape.member, shapes, todo)}
    if kind == "map":
        return {"v": encode(shape.value, shapes, todo)}
    members = {member_name(name): encode(member, shapes, todo) for name, member in shape.members.items()}
    required = [member_name(name) for name in shape.required_members]
    return {"m": members, "r": required} if required else {"m": members}


def main():
    session = botocore.session.get_session()
    result = {}
    for name, source in SERVICES.items():
        model = session.get_service_model(source)
        shapes, operations = {}, {}
        for operation in model.operation_names:
            output = model.operation_model(operation).output_shape
            if output is None:
                continue
            operations[operation[0].lower() + operation[1:]] = output.name
            todo = {} if output.name in shapes else {output.name: output}
            while todo:
                shape_name, shape = todo.popitem()
                shapes[shape_name] = None
                shapes[shape_name] = define(shape, shapes, todo)
        result[name] = {"operations": operations, "shapes": shapes}
    data = json.dumps(result, separators=(",", ":")).encode()
    with open(sys.argv[1], "wb") as out:
        out.write(gzip.compress(data, 9, mtime=0))


main()
