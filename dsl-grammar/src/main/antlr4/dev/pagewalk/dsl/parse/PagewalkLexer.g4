/*
 * Words and signs of the Pagewalk language. Every keyword that is not reserved is also a name: the parser's rule `name`
 * lists them. System calls and kernel functions are library names and never appear here.
 */
lexer grammar PagewalkLexer;

// Reserved: C's statement words, the three constants, and the words that open a declaration.

BREAK
    : 'break'
    ;

CONTINUE
    : 'continue'
    ;

ELSE
    : 'else'
    ;

EXPECT
    : 'expect'
    ;

FALSE
    : 'false'
    ;

FN
    : 'fn'
    ;

FOR
    : 'for'
    ;

IF
    : 'if'
    ;

IN
    : 'in'
    ;

LET
    : 'let'
    ;

NULL
    : 'null'
    ;

RETURN
    : 'return'
    ;

SCENARIO
    : 'scenario'
    ;

STRUCT
    : 'struct'
    ;

TRUE
    : 'true'
    ;

WHILE
    : 'while'
    ;

// Keywords by position. Keep sorted, and in step with the parser's rule `name`.

AFTER
    : 'after'
    ;

ANON
    : 'anon'
    ;

ARCH
    : 'arch'
    ;

AT
    : 'at'
    ;

ATOMIC
    : 'atomic'
    ;

BEFORE
    : 'before'
    ;

BY
    : 'by'
    ;

CACHED
    : 'cached'
    ;

CHOOSE
    : 'choose'
    ;

CLEAR
    : 'clear'
    ;

CONDITION
    : 'condition'
    ;

CONST
    : 'const'
    ;

DAEMON
    : 'daemon'
    ;

DEFER
    : 'defer'
    ;

ENUM
    : 'enum'
    ;

EXISTS
    : 'exists'
    ;

EXTERN
    : 'extern'
    ;

FILE
    : 'file'
    ;

FINAL
    : 'final'
    ;

FIXED
    : 'fixed'
    ;

FLAGS
    : 'flags'
    ;

FOLIO
    : 'folio'
    ;

FORALL
    : 'forall'
    ;

HOLD
    : 'hold'
    ;

HUGE
    : 'huge'
    ;

KERNEL
    : 'kernel'
    ;

KTHREAD
    : 'kthread'
    ;

LOCK
    : 'lock'
    ;

MACHINE
    : 'machine'
    ;

MAP
    : 'map'
    ;

MAY_FAIL
    : 'may_fail'
    ;

MIGRATING
    : 'migrating'
    ;

NEEDS
    : 'needs'
    ;

NEST
    : 'nest'
    ;

NEVER
    : 'never'
    ;

OFFSET
    : 'offset'
    ;

ON
    : 'on'
    ;

OR
    : 'or'
    ;

ORDER
    : 'order'
    ;

PAGE
    : 'page'
    ;

PATCH
    : 'patch'
    ;

PRIVATE
    : 'private'
    ;

PROCESS
    : 'process'
    ;

PROT
    : 'prot'
    ;

READ
    : 'read'
    ;

REGISTER
    : 'register'
    ;

RELAX
    : 'relax'
    ;

REPLACE
    : 'replace'
    ;

RULES
    : 'rules'
    ;

SET
    : 'set'
    ;

SETUP
    : 'setup'
    ;

SHARED
    : 'shared'
    ;

SINCE
    : 'since'
    ;

SIZE
    : 'size'
    ;

SWAPPED
    : 'swapped'
    ;

SYMMETRIC
    : 'symmetric'
    ;

TABLES
    : 'tables'
    ;

THREAD
    : 'thread'
    ;

TOUCH
    : 'touch'
    ;

UFFD
    : 'uffd'
    ;

UNLESS
    : 'unless'
    ;

UNTIL
    : 'until'
    ;

USE
    : 'use'
    ;

VAR
    : 'var'
    ;

WHEN
    : 'when'
    ;

WITH
    : 'with'
    ;

WITHOUT
    : 'without'
    ;

WRITE
    : 'write'
    ;

// Signs.

LBRACE
    : '{'
    ;

RBRACE
    : '}'
    ;

LPAREN
    : '('
    ;

RPAREN
    : ')'
    ;

LBRACK
    : '['
    ;

RBRACK
    : ']'
    ;

SEMI
    : ';'
    ;

COMMA
    : ','
    ;

COLON
    : ':'
    ;

DOT
    : '.'
    ;

DOTDOT
    : '..'
    ;

ARROW
    : '->'
    ;

QUESTION
    : '?'
    ;

ASSIGN
    : '='
    ;

ADD_ASSIGN
    : '+='
    ;

SUB_ASSIGN
    : '-='
    ;

MUL_ASSIGN
    : '*='
    ;

DIV_ASSIGN
    : '/='
    ;

REM_ASSIGN
    : '%='
    ;

AND_ASSIGN
    : '&='
    ;

OR_ASSIGN
    : '|='
    ;

XOR_ASSIGN
    : '^='
    ;

SHL_ASSIGN
    : '<<='
    ;

SHR_ASSIGN
    : '>>='
    ;

INC
    : '++'
    ;

DEC
    : '--'
    ;

PLUS
    : '+'
    ;

MINUS
    : '-'
    ;

STAR
    : '*'
    ;

SLASH
    : '/'
    ;

PERCENT
    : '%'
    ;

EQ
    : '=='
    ;

NE
    : '!='
    ;

LE
    : '<='
    ;

GE
    : '>='
    ;

LT
    : '<'
    ;

GT
    : '>'
    ;

SHL
    : '<<'
    ;

SHR
    : '>>'
    ;

AND_AND
    : '&&'
    ;

OR_OR
    : '||'
    ;

AMP
    : '&'
    ;

PIPE
    : '|'
    ;

CARET
    : '^'
    ;

NOT
    : '!'
    ;

TILDE
    : '~'
    ;

// Names, numbers, strings. A number takes every letter behind it, so that `12ab` is one wrong number and not two words.

ID
    : [A-Za-z_] [A-Za-z_0-9]*
    ;

NUMBER
    : [0-9] [A-Za-z_0-9]*
    ;

STRING
    : '"' STRING_PART* '"'
    ;

UNTERMINATED_STRING
    : '"' STRING_PART* '\\'? -> type(STRING)
    ;

fragment STRING_PART
    : ~["\\\r\n]
    | '\\' ~[\r\n]
    ;

// What the parser does not see. `////` is an ordinary comment.

WHITE_SPACE
    : [ \t\r\n\f\uFEFF]+ -> channel(HIDDEN)
    ;

HEADER_COMMENT
    : '//!' ~[\r\n]* -> channel(HIDDEN)
    ;

DOC_COMMENT
    : '///' (~[/\r\n] ~[\r\n]*)? -> channel(HIDDEN)
    ;

LINE_COMMENT
    : '//' ~[\r\n]* -> channel(HIDDEN)
    ;

BLOCK_COMMENT
    : '/*' .*? '*/' -> channel(HIDDEN)
    ;

// One character shorter than BLOCK_COMMENT wherever that matches, and so never chosen there.
UNTERMINATED_COMMENT
    : '/*' (~'*' | '*'+ ~[*/])* '*'* -> channel(HIDDEN)
    ;

UNKNOWN
    : . -> channel(HIDDEN)
    ;
