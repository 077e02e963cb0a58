// Prints the calls of Groovy scripts that standard input holds, with NUL between them, and NUL after each: a line for each
// call, its name after two spaces for each closure that it is in; an assignment as `=`, anything else as `?`. Of a text
// that is no Groovy it prints `!` and why.
import org.codehaus.groovy.ast.expr.*
import org.codehaus.groovy.ast.stmt.*
import org.codehaus.groovy.control.*

def print
print = { Statement statement, String indent ->
  if (statement instanceof BlockStatement) {
    statement.statements.each { print(it, indent) }
    return
  }
  def said = statement instanceof ExpressionStatement || statement instanceof ReturnStatement ? statement.expression : null
  if (said instanceof BinaryExpression) println("${indent}=")
  else if (!(said instanceof MethodCallExpression)) println("${indent}?")
  else {
    println("${indent}${said.methodAsString}")
    def all = said.arguments instanceof TupleExpression ? said.arguments.expressions : [said.arguments]
    all.findAll { it instanceof ClosureExpression }.each { print(it.code, indent + '  ') }
  }
}
System.in.text.split('\0').each { text ->
  def unit = new CompilationUnit()
  unit.addSource('Jenkinsfile', text)
  try {
    unit.compile(Phases.CONVERSION)
    print(unit.AST.modules[0].statementBlock, '')
  } catch (MultipleCompilationErrorsException e) {
    println("!${e.message}")
  }
  System.out.print('\0')
}
