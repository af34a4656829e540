"""Starts LocalStack on this machine with functions as processes: the package's `bootstrap` against a Lambda Runtime API.

LocalStack runs functions in Docker containers. Everything else of it (S3, EventBridge, Step Functions, CloudFormation, the
Lambda API) runs without; this puts one process per execution environment in the containers' place.
"""

import json
import os
import queue
import re
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localstack.services.lambda_.invocation import plugins
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

RESULT = re.compile(r"/runtime/invocation/([^/]+)/(response|error)$")


class RuntimeApi(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def answer(self, status, headers=(), body=b""):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        event = self.server.events.get()
        deadline = int((time.time() + self.server.timeout_seconds) * 1000)
        headers = (
            ("Lambda-Runtime-Aws-Request-Id", event["invoke-id"]),
            ("Lambda-Runtime-Deadline-Ms", str(deadline)),
            ("Lambda-Runtime-Invoked-Function-Arn", event["invoked-function-arn"]),
            ("Lambda-Runtime-Trace-Id", event["trace-id"]),
            ("Content-Type", "application/json"),
        )
        self.answer(200, headers, event["payload"].encode())

    def do_POST(self):
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        match = RESULT.search(self.path)
        failed = match is None or match.group(2) == "error"
        self.server.results.put((match.group(1) if match else None, body, failed))
        self.answer(202)


class ProcessExecutor(RuntimeExecutor):
    """One execution environment: a process, kept between invocations, started anew when it died."""

    def __init__(self, id, function_version):
        super().__init__(id, function_version)
        self.process = self.server = self.environment = None

    def start(self, env_vars):
        code = self.function_version.config.code.get_unzipped_code_location()
        server = ThreadingHTTPServer(("127.0.0.1", 0), RuntimeApi)
        server.daemon_threads = True
        server.events, server.results = queue.Queue(), queue.Queue()
        server.timeout_seconds = self.function_version.config.timeout
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.server, self.environment = server, env_vars
        inherited = {name: os.environ[name] for name in ("PATH", "JAVA_HOME", "HOME") if name in os.environ}
        self.process = subprocess.Popen(
            ["/bin/sh", code / "bootstrap"],
            cwd=code,
            env=inherited
            | {name: str(value) for name, value in env_vars.items()}
            | {"LAMBDA_TASK_ROOT": str(code), "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_port}"},
            stdout=sys.stderr,
            stderr=sys.stderr,
        )

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.process = self.server = None

    def invoke(self, payload):
        if self.process is None or self.process.poll() is not None:
            self.stop()
            self.start(self.environment)
        request = payload["invoke-id"]
        timeout = self.function_version.config.timeout
        self.server.events.put(payload)
        limit = time.monotonic() + timeout
        while time.monotonic() < limit:
            try:
                _, body, failed = self.server.results.get(timeout=0.1)
                return InvocationResult(request, body, is_error=failed, logs="")
            except queue.Empty:
                if self.process.poll() is not None and self.server.results.empty():
                    return self.crashed(request, "Runtime.ExitError", "Runtime exited without providing a reason")
        self.stop()
        return self.crashed(request, "Sandbox.Timedout", f"Task timed out after {timeout}.00 seconds")

    @staticmethod
    def crashed(request, kind, why):
        body = json.dumps({"errorType": kind, "errorMessage": f"RequestId: {request} Error: {why}"})
        return InvocationResult(request, body.encode(), is_error=True, logs="")

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return "http://127.0.0.1"

    def get_logs(self):
        return ""

    @classmethod
    def prepare_version(cls, function_version):
        function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        pass


plugins.DockerRuntimeExecutorPlugin.load = lambda *arguments, **named: ProcessExecutor

if __name__ == "__main__":
    from localstack.runtime.main import main

    main()
