/** A line of a log with something in it that must not leave the node. */
export interface SecretLine {
  readonly title: string;
  readonly line: string;
  /** What must not arrive. */
  readonly secrets: readonly string[];
  /** What arrives in its place. */
  readonly arrives: string;
}

const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl-_x';

/** Lines as programs of all sorts write them. */
export const secretLines: readonly SecretLine[] = [
  {
    title: 'a bearer token in a header',
    line: 'GET /v1/me Authorization: Bearer abc123.def456 200',
    secrets: ['abc123'],
    arrives: 'GET /v1/me Authorization: Bearer *** 200',
  },
  {
    title: 'basic authentication in JSON',
    line: '{"path":"/v1","authorization":"Basic dXNlcjpwYXNz","status":401}',
    secrets: ['dXNlcjpwYXNz'],
    arrives: '{"path":"/v1","authorization":"Basic ***","status":401}',
  },
  {
    title: 'a header in JSON that is inside a string',
    line: '{"msg":"headers {\\"Authorization\\":\\"Bearer s3cr3ttoken\\"}"}',
    secrets: ['s3cr3ttoken'],
    arrives: '{"msg":"headers {\\"Authorization\\":\\"Bearer ***\\"}"}',
  },
  {
    title: 'a token of its own',
    line: 'rejected bearer 0a1b2c3d4e5f',
    secrets: ['0a1b2c3d4e5f'],
    arrives: 'rejected bearer ***',
  },
  { title: 'a JWT by itself', line: `issued ${jwt} for 42`, secrets: [jwt, 'eyJ'], arrives: 'issued *** for 42' },
  {
    title: 'a JWE, which has five parts',
    line: 'got eyJhbGciOiJkaXIifQ..aXY.Y2lwaGVy.dGFn end',
    secrets: ['eyJ', 'Y2lwaGVy'],
    arrives: 'got *** end',
  },
  {
    title: 'a password in the URL of a database',
    line: 'cannot reach postgresql://users:p%40ss!word@users-rw.data.svc:5432/users?sslmode=require',
    secrets: ['p%40ss', 'word@'],
    arrives: 'cannot reach postgresql://users:***@users-rw.data.svc:5432/users?sslmode=require',
  },
  {
    title: 'a password without a user in a URL',
    line: 'redis://:hunter2@answers:6379/0',
    secrets: ['hunter2'],
    arrives: 'redis://:***@answers:6379/0',
  },
  {
    title: 'a password with spaces and quotes in JSON',
    line: '{"user":7,"password":"correct \\"horse\\" battery","ok":true}',
    secrets: ['correct', 'horse', 'battery'],
    arrives: '{"user":7,"password":"***","ok":true}',
  },
  {
    title: 'a password in JSON that is inside a string',
    line: '{"msg":"body {\\"newPassword\\": \\"top secret\\"}"}',
    secrets: ['top', 'secret\\'],
    arrives: '{"msg":"body {\\"newPassword\\": \\"***\\"}"}',
  },
  {
    title: 'a variable of the environment',
    line: 'DB_PASSWORD=hunter2 LOG_LEVEL=debug',
    secrets: ['hunter2'],
    arrives: 'DB_PASSWORD=*** LOG_LEVEL=debug',
  },
  {
    title: 'tokens of a form and of a query',
    line: 'POST /token grant_type=refresh_token&refresh_token=abc.def&client_secret=xyz HTTP/1.1',
    secrets: ['abc.def', 'xyz'],
    arrives: 'POST /token grant_type=refresh_token&refresh_token=***&client_secret=*** HTTP/1.1',
  },
  {
    title: 'a value in single quotes',
    line: "api_key: 'k e y' rejected",
    secrets: ['k e y'],
    arrives: "api_key: '***' rejected",
  },
  {
    title: 'an e-mail address',
    line: 'mail to Jörg.Müller+app@exämple.co.uk bounced',
    secrets: ['Jörg', 'Müller', 'exämple'],
    arrives: 'mail to ***@*** bounced',
  },
  {
    title: 'numbers of cards',
    line: 'paid 4111 1111 1111 1111, 5500-0000-0000-0004, 378282246310005 and 6011000990139424',
    secrets: ['4111 1111', '5500-0000', '378282246310005', '6011000990139424'],
    arrives: 'paid ***, ***, *** and ***',
  },
  {
    title: 'phone numbers with their country',
    line: 'sms to +49 (170) 123 45-67 and +14155552671',
    secrets: ['170', '4155552671'],
    arrives: 'sms to *** and ***',
  },
  {
    title: 'a phone number by its name',
    line: '{"phone":"0170 1234567","zone":"a"}',
    secrets: ['0170'],
    arrives: '{"phone":"***","zone":"a"}',
  },
];

/** Lines that must arrive as they are. */
export const plainLines: readonly string[] = [
  '2026-01-01T00:00:00+02:00 ready in 1767225600000 ms, at 1767225600000000000',
  '{"level":"info","msg":"request","path":"/v1/orders/4111","duration":0.25,"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}',
  'connected to https://api.example.com:443/health from 10.1.2.3',
  'image docker.io/library/app@sha256:6ad1f0e2',
  '  indented',
];
