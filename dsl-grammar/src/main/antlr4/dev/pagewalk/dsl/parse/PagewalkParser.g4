/*
 * The grammar of .pw files. A decision is made on one or two tokens wherever that is possible, so that what is wrong is
 * found where it stands: tails such as `nameTail` are rules of their own for that reason. No rule deletes or reorders
 * anything; see RecoveryStrategy for what happens when a token is missing.
 *
 * A call may have a block (`fork() { ... }`) only where nothing else could follow it with a brace: at the end of a
 * `let` and of a statement.
 */
parser grammar PagewalkParser;

options {
    tokenVocab = PagewalkLexer;
    superClass = DepthLimitedParser;
}

// use "queue.pw";
// scenario counter { ... }
file
    : topItem* EOF
    ;

topItem
    : USE STRING SEMI   # UseItem
    | scenario          # ScenarioTopItem
    | declaration       # DeclarationTopItem
    | SEMI              # EmptyTopItem
    ;

// A keyword by position is a name wherever it is not the keyword.
// file.size = order;
name
    : word = (
        ID
        | AFTER
        | ANON
        | ARCH
        | AT
        | ATOMIC
        | BEFORE
        | BY
        | CACHED
        | CHOOSE
        | CLEAR
        | CONDITION
        | CONST
        | DAEMON
        | DEFER
        | ENUM
        | EXISTS
        | EXTERN
        | FILE
        | FINAL
        | FIXED
        | FLAGS
        | FOLIO
        | FORALL
        | HOLD
        | HUGE
        | KERNEL
        | KTHREAD
        | LOCK
        | MACHINE
        | MAP
        | MAY_FAIL
        | MIGRATING
        | NEEDS
        | NEST
        | NEVER
        | OFFSET
        | ON
        | OR
        | ORDER
        | PAGE
        | PATCH
        | PRIVATE
        | PROCESS
        | PROT
        | READ
        | REGISTER
        | RELAX
        | REPLACE
        | RULES
        | SET
        | SETUP
        | SHARED
        | SINCE
        | SIZE
        | SWAPPED
        | SYMMETRIC
        | TABLES
        | THREAD
        | TOUCH
        | UFFD
        | UNLESS
        | UNTIL
        | USE
        | VAR
        | WHEN
        | WITH
        | WITHOUT
        | WRITE
    )
    ;

names
    : name (COMMA name)*
    ;

// ---- Declarations ----

// const SLOTS = 4;
// var pmd: 0..2 = 1;  lock ptl: spinlock[2];
declaration
    : CONST name (COLON typeExpr)? ASSIGN expr SEMI             # ConstDeclaration
    | ENUM name LBRACE members RBRACE                           # EnumDeclaration
    | FLAGS name LBRACE members RBRACE                          # FlagsDeclaration
    | struct                                                    # StructDeclaration
    | EXTERN externTail                                         # ExternDeclaration
    | FN signature block                                        # FnDeclaration
    | REPLACE FN signature block                                # ReplaceDeclaration
    | PATCH name patchClause* patchBody                         # PatchDeclaration
    | LOCK ORDER LBRACE orderItem* RBRACE                       # LockOrderDeclaration
    | LOCK name COLON typeExpr (ASSIGN expr)? SEMI              # LockDeclaration
    | PAGE TABLES LBRACE tableRule* RBRACE                      # PageTablesDeclaration
    | RULES FOR name (UNLESS term)? LBRACE structRule* RBRACE   # StructRulesDeclaration
    | CONDITION name LPAREN (parameter (COMMA parameter)*)? RPAREN ASSIGN disjunction SEMI # ConditionDeclaration
    | VAR name COLON typeExpr (ASSIGN expr)? SEMI               # VarDeclaration
    ;

// enum state { NONE, TABLE, HUGE, }
members
    : (name (COMMA name)* COMMA?)?
    ;

// extern fn ptep_get(p: pte*) -> pte;
// extern struct folio { refcount: int; }
externTail
    : FN signature SEMI # ExternFn
    | struct            # ExternStruct
    ;

struct
    : STRUCT name LBRACE fieldItem* RBRACE
    ;

// start, end: vaddr write needs mm.mmap_lock(w);
fieldItem
    : names COLON typeExpr fieldRule* SEMI  # Field
    | SEMI                                  # EmptyField
    ;

// rules for vma unless unlinked(this) { flags write needs mm.mmap_lock(w); }
structRule
    : names fieldRule+ SEMI # FieldRules
    | SEMI                  # EmptyStructRule
    ;

// set needs mm.mmap_lock(r), mm.page_table_lock
// clear needs mm.mmap_lock(w)
fieldRule
    : access = (READ | WRITE | SET | CLEAR) NEEDS disjunction
    ;

// pml, ptl or unreachable(vma)
// (mm.mmap_lock(r) or vma.lock(r)), lock_of(table)
disjunction
    : conjunction (OR conjunction)*
    ;

conjunction
    : term (COMMA term)*
    ;

term
    : LPAREN disjunction RPAREN # GroupTerm
    | NOT lockRef               # NotTerm
    | lockRef                   # LockTerm
    ;

// mm.mmap_lock(w)
// rmap(this)(w)
lockRef
    : name lockRefOp*
    ;

lockRefOp
    : DOT name                  # LockField
    | LPAREN arguments RPAREN   # LockMode
    ;

// collapse_pte(mm: mm, addr: vaddr) -> int
signature
    : name LPAREN (parameter (COMMA parameter)*)? RPAREN (ARROW typeExpr)?
    ;

parameter
    : name COLON typeExpr
    ;

// patch uffd_flush since "5.12" needs uffd_wp "mm/userfaultfd: flush";
// patch mine { in do_swap_page at recheck { ... } }
patchClause
    : SINCE STRING  # SinceClause
    | UNTIL STRING  # UntilClause
    | NEEDS names   # NeedsClause
    | STRING        # TitleClause
    ;

patchBody
    : SEMI                      # PatchWithoutEdits
    | LBRACE patchEdit* RBRACE  # PatchEdits
    ;

patchEdit
    : IN name position = (BEFORE | AT | AFTER) name block
    ;

// inode.i_rwsem -> mm.mmap_lock -> { page_table_lock, pml -> ptl };
// nest ptl in dup_mmap, mremap;
orderItem
    : NEST lockRef IN names SEMI    # NestItem
    | orderChain SEMI               # ChainItem
    | SEMI                          # EmptyOrderItem
    ;

orderChain
    : orderStage (ARROW orderStage)*
    ;

orderStage
    : lockRef                                           # LockStage
    | LBRACE orderChain (COMMA orderChain)* RBRACE      # ChoiceStage
    ;

// read pte needs rcu or ptl;
// detach needs walk_locks(vma)(w) or (pml, ptl) since "6.6";
tableRule
    : name name? NEEDS tableAlternative (OR tableAlternative)* SEMI
    ;

tableAlternative
    : conjunction (SINCE STRING)?
    ;

// ---- Types ----

// 0..2[4]
// folio?
typeExpr
    : typeCore typeSuffix*
    ;

typeCore
    : name                  # NamedType
    | bound DOTDOT bound    # RangeType
    ;

typeSuffix
    : QUESTION              # NullableSuffix
    | STAR                  # PointerSuffix
    | LBRACK expr RBRACK    # ArraySuffix
    ;

// An end of a range type: `*` and `[` behind it belong to the type, so a product stands in parentheses.
// 0..N - 1
bound
    : MINUS? boundPart (op += (PLUS | MINUS) boundPart)*
    ;

boundPart
    : NUMBER                # NumberBound
    | name                  # NameBound
    | LPAREN expr RPAREN    # ParenBound
    ;

// ---- Scenarios ----

// scenario walkers(R: 1..8 = 2) { ... }
scenario
    : SCENARIO name (LPAREN (scenarioParameter (COMMA scenarioParameter)*)? RPAREN)? LBRACE scenarioItem* RBRACE
    ;

scenarioParameter
    : name COLON typeExpr ASSIGN expr
    ;

// machine x86_64 { cpus 2; }  file F { size 2M; }  process P { ... }
// kthread trunc { ... }  may_fail alloc(batch);  final A[0][0] == 1;
scenarioItem
    : declaration                                                           # DeclarationItem
    | MACHINE name? LBRACE attribute* RBRACE                                # MachineItem
    | FILE name LBRACE attribute* RBRACE                                    # FileItem
    | PROCESS name LBRACE processItem* RBRACE                               # ProcessScenarioItem
    | DAEMON? kind = (THREAD | KTHREAD) name threadClause* block            # ThreadItem
    | MAY_FAIL path SEMI                                                    # MayFailItem
    | SETUP block                                                           # SetupBlockItem
    | quantifier = (FINAL | EXISTS | FORALL | NEVER) (name COLON)? expr SEMI # PropertyItem
    | EXPECT name (LPAREN name RPAREN)? expectClause* SEMI                  # ExpectItem
    | SEMI                                                                  # EmptyItem
    ;

// thread walker[R] symmetric in P on cpu0 { ... }
threadClause
    : LBRACK expr RBRACK    # CountClause
    | SYMMETRIC             # SymmetricClause
    | IN name               # InClause
    | ON name               # OnClause
    ;

// size 2M;  huge folio at 0;
// swap disk { slots 1; }
attribute
    : HUGE? FOLIO AT expr SEMI      # FolioAttribute
    | name expr? attributeEnd       # NamedAttribute
    | SEMI                          # EmptyAttribute
    ;

attributeEnd
    : SEMI                      # AttributeLine
    | LBRACE attribute* RBRACE  # NestedAttributes
    ;

// expect use_after_free(page_table) kernel "6.1" without rmap_locks;
// expect assertion with fixed = false;
expectClause
    : WITHOUT names                             # WithoutClause
    | WITH withPart (COMMA withPart)*           # WithClause
    | KERNEL STRING (DOTDOT STRING)?            # KernelClause
    | ARCH names                                # ArchClause
    | MACHINE LBRACE attribute* RBRACE          # MachineClause
    ;

withPart
    : name (ASSIGN expr)?
    ;

// map A at 2M size 2M shared file F prot rw;
// `A by pte;` is a statement here, so that nothing has to be read ahead; it comes first for a mapping named `cached`.
// A by pte;  cpu1 lazy;  cached cpu1 A.pmd;  uffd U { register A wp; }
processItem
    : statement                                             # SetupItem
    | MAP name mapAttribute* SEMI                           # MapItem
    | UFFD name LBRACE registration* RBRACE                 # UffdItem
    | CACHED name path SEMI                                 # CachedItem
    | key = (HOLD | MIGRATING | SWAPPED) path SEMI          # StateItem
    | TOUCH path SEMI                                       # TouchItem
    | ID name SEMI                                          # CpuItem
    ;

mapAttribute
    : key = (AT | FILE | OFFSET | PROT | SIZE) expr         # MapValue
    | key = (ANON | FIXED | HUGE | PRIVATE | SHARED)        # MapFlag
    ;

registration
    : REGISTER name name+ SEMI
    ;

// ---- Statements ----

block
    : LBRACE statement* RBRACE
    ;

statement
    : plainStatement    # OtherStatement
    | conditional       # ConditionalStatement
    ;

// A chain of `else if` is a loop here, however long it is.
// if (a) f(); else if (b) g(); else h();
conditional
    : branch (ELSE branch)* (ELSE plainStatement)?
    ;

// if (vma.file != null) { ... }
// when !rmap_locks { ... }
branch
    : IF LPAREN expr RPAREN statement   # IfBranch
    | WHEN NOT? name statement          # WhenBranch
    ;

// Any statement but a conditional. `(LET | VAR)`: a variable in a block needs no other word. A name comes before the
// keywords, so that a keyword with `(` behind it is a call: `defer(x);`.
// lock mm.mmap_lock(w) { ... }  choose { f(); or g(); }
plainStatement
    : block                                                         # BlockStatement
    | name nameTail                                                 # NameStatement
    | (LET | VAR) name (COLON typeExpr)? (ASSIGN expr)? letEnd      # LetStatement
    | WHILE LPAREN expr RPAREN statement                            # WhileStatement
    | FOR name IN expr DOTDOT expr block                            # ForStatement
    | FOR LPAREN name IN expr DOTDOT expr RPAREN statement          # ParenForStatement
    | RETURN expr? SEMI                                             # ReturnStatement
    | BREAK SEMI                                                    # BreakStatement
    | CONTINUE SEMI                                                 # ContinueStatement
    | DEFER statement                                               # DeferStatement
    | LOCK path block                                               # LockStatement
    | ATOMIC block                                                  # AtomicStatement
    | RELAX STRING block                                            # RelaxStatement
    | CHOOSE LBRACE arm (OR arm)* RBRACE                            # ChooseStatement
    | CHOOSE name IN expr DOTDOT expr SEMI                          # ChooseValueStatement
    | AFTER name DOT name SEMI                                      # AfterStatement
    | STAR+ postfix simpleTail                                      # DerefStatement
    | LPAREN expr RPAREN postfixOp* simpleTail                      # ParenStatement
    | SEMI                                                          # EmptyStatement
    ;

// `or` with a `(` behind it is a call, as with every other keyword.
// choose { f(); or *p = 1; }
arm
    : statement*
    ;

letEnd
    : SEMI  # PlainLetEnd
    | block # LetBlockEnd
    ;

// recheck:
// await (done == 1);
nameTail
    : COLON                     # LabelTail
    | simpleTail                # BareTail
    | postfixOp+ accessEnd      # AccessTail
    ;

accessEnd
    : simpleTail    # PlainAccessEnd
    | block         # AccessBlockEnd
    ;

// = 1;  += 1;  ++;
// by pte;
simpleTail
    : SEMI                  # CallTail
    | ASSIGN expr SEMI      # AssignTail
    | op = (
        ADD_ASSIGN
        | SUB_ASSIGN
        | MUL_ASSIGN
        | DIV_ASSIGN
        | REM_ASSIGN
        | AND_ASSIGN
        | OR_ASSIGN
        | XOR_ASSIGN
        | SHL_ASSIGN
        | SHR_ASSIGN
    ) expr SEMI             # CompoundTail
    | op = (INC | DEC) SEMI # StepTail
    | BY name SEMI          # ByTail
    ;

// ---- Expressions ----

// Alternatives from the tightest to the loosest, as in C.
// a.b[0] + f(x) << 2 == 4 && !done ? 1 : 2
expr
    : op = (NOT | MINUS | TILDE | STAR | AMP) expr      # UnaryExpression
    | expr op = (STAR | SLASH | PERCENT) expr           # BinaryExpression
    | expr op = (PLUS | MINUS) expr                     # BinaryExpression
    | expr op = (SHL | SHR) expr                        # BinaryExpression
    | expr op = (LT | LE | GT | GE) expr                # BinaryExpression
    | expr op = (EQ | NE) expr                          # BinaryExpression
    | expr op = AMP expr                                # BinaryExpression
    | expr op = CARET expr                              # BinaryExpression
    | expr op = PIPE expr                               # BinaryExpression
    | expr op = AND_AND expr                            # BinaryExpression
    | expr op = OR_OR expr                              # BinaryExpression
    | <assoc = right> expr QUESTION expr COLON expr     # ConditionalExpression
    | postfix                                           # PostfixExpression
    ;

postfix
    : primary postfixOp*
    ;

// A place or a call that starts with a name, where a keyword stands in front.
// mm.mmap_lock(w)
path
    : name postfixOp*
    ;

primary
    : NUMBER                # NumberPrimary
    | STRING                # StringPrimary
    | TRUE                  # TruePrimary
    | FALSE                 # FalsePrimary
    | NULL                  # NullPrimary
    | name                  # NamePrimary
    | LPAREN expr RPAREN    # ParenPrimary
    ;

// `->` is taken for a dot and reported: kernel people write it without noticing.
// .refcount  [i]  (mm, addr)
postfixOp
    : DOT name                  # FieldOp
    | ARROW name                # ArrowOp
    | LBRACK expr RBRACK        # IndexOp
    | LPAREN arguments RPAREN   # CallOp
    ;

arguments
    : (argument (COMMA argument)*)?
    ;

// disk: 7
argument
    : name COLON expr   # NamedArgument
    | expr              # PlainArgument
    ;
