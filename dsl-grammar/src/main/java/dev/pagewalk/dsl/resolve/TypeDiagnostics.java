package dev.pagewalk.dsl.resolve;

import dev.pagewalk.dsl.diagnostic.Code;
import dev.pagewalk.dsl.diagnostic.Diagnostic;
import dev.pagewalk.dsl.syntax.Expr;
import dev.pagewalk.dsl.syntax.Name;
import dev.pagewalk.dsl.syntax.Span;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be wrong with the types of values and places. */
final class TypeDiagnostics {
  /** Why nothing is stored through a pointer to an entry: what CPUs may still have cached of the old one is kept. */
  static final String ENTRY_CHANGES = "an entry of a page table changes through `set_pte_at` and its like";

  private TypeDiagnostics() {}

  /** {@code where} names the place that wants the value: {@code argument `x` of `f`}. */
  static Diagnostic mismatch(Span span, String where, Type wanted, Type found) {
    Report report = Report.error(
            Code.MISMATCH, span, where + " wants " + TypeNames.described(wanted) + ", this is "
                + TypeNames.described(found))
        .label("this is " + TypeNames.described(found));
    if (wanted instanceof Type.Bool && found instanceof Type.Int) {
      report.help("write `true` or `false`, or compare: `... != 0`");
    }
    if (wanted instanceof Type.Int && found instanceof Type.Bool) {
      report.help("write `... ? 1 : 0`");
    }
    if (wanted instanceof Type.Int && found instanceof Type.Vaddr) {
      report.help("subtract another address, or declare it as `vaddr`");
    }
    return report.build();
  }

  static Diagnostic outOfRange(Span span, long value, Type.Int wanted) {
    return Report.error(Code.OUT_OF_RANGE, span, value + " is outside `" + TypeNames.of(wanted) + "`")
        .label("stored in `" + TypeNames.of(wanted) + "`")
        .build();
  }

  static Diagnostic startsOutside(Name name, Type.Int range) {
    return Report.error(
            Code.OUT_OF_RANGE, name.span(), "`" + name + "` starts at 0, which is outside `" + TypeNames.of(range)
                + "`")
        .label("no first value")
        .help("write `= " + range.low() + "` behind the type")
        .build();
  }

  static Diagnostic operands(Expr.Binary binary, Type left, Type right) {
    return Report.error(
            Code.OPERANDS,
            binary.opSpan(),
            "`" + binary.op().text() + "` cannot combine " + TypeNames.described(left) + " and "
                + TypeNames.described(right))
        .label(TypeNames.of(left) + " " + binary.op().text() + " " + TypeNames.of(right))
        .build();
  }

  static Diagnostic operand(Expr.Unary unary, Type operand) {
    return Report.error(
            Code.OPERANDS, unary.span(), "`" + unary.op().text() + "` does not apply to "
                + TypeNames.described(operand))
        .label("this is " + TypeNames.described(operand))
        .build();
  }

  /** The two arms of {@code ?:} have nothing in common. */
  static Diagnostic arms(Expr.Conditional conditional, Type then, Type otherwise) {
    return Report.error(
            Code.OPERANDS,
            conditional.span(),
            "`?:` cannot combine " + TypeNames.described(then) + " and " + TypeNames.described(otherwise))
        .label("the two values differ in type")
        .build();
  }

  static Diagnostic compound(Span span, Expr.BinaryOp op, Type target, Type value) {
    return Report.error(
            Code.OPERANDS,
            span,
            "`" + op.text() + "=` cannot combine " + TypeNames.described(target) + " and " + TypeNames.described(value))
        .label(TypeNames.of(target) + " " + op.text() + " " + TypeNames.of(value))
        .build();
  }

  static Diagnostic notACondition(Span span, Type found) {
    Report report =
        Report.error(Code.NOT_A_CONDITION, span, "a condition is wanted here, this is " + TypeNames.described(found))
        .label("neither true nor false");
    if (found instanceof Type.Entry e) {
      report.help("read a part, such as `.present`");
    } else if (found instanceof Type.Vaddr || found instanceof Type.Pfn || found instanceof Type.Enumeration) {
      report.help("compare it with something");
    }
    return report.build();
  }

  static Diagnostic argumentCount(Expr.Call call, String signature, int wanted, Optional<Symbol> declared) {
    int found = call.args().size();
    String wants = wanted == 0 ? "no argument" : wanted == 1 ? "one argument" : wanted + " arguments";
    Report report = Report.error(
            Code.ARGUMENT_COUNT, call.span(), "`" + signature + "` takes " + wants + ", not " + found)
        .label(found < wanted ? "too few arguments" : "too many arguments");
    declared.ifPresent(symbol -> report.also(symbol.declared().span(), "declared here"));
    return report.build();
  }

  static Diagnostic namedArgument(Name name, String function, Optional<String> wanted) {
    return Report.error(
            Code.NAMED_ARGUMENT,
            name.span(),
            wanted.map(w -> "this argument of `" + function + "` is called `" + w + "`, not `" + name + "`")
                .orElse("the arguments of `" + function + "` have no names"))
        .label("another name")
        .didYouMean(wanted, name.span())
        .build();
  }

  static Diagnostic nullHere(Span span, String where) {
    return Report.error(Code.NULL_HERE, span, where + " is never null")
        .label("null here")
        .help("declare it with `?` behind the type if it may be null")
        .build();
  }

  static Diagnostic nullDereference(Span span, String what) {
    return Report.error(Code.NULL_DEREFERENCE, span, what + " is null here").label("known to be null").build();
  }

  static Diagnostic parameterType(Span span, Type type) {
    return Report.error(
            Code.MISMATCH, span, "a scenario's parameter is a number, a `bool` or a member of an enum, not "
                + TypeNames.described(type))
        .label("cannot be given on the command line")
        .build();
  }

  static Diagnostic notNullable(Span span, Type type) {
    return Report.error(Code.NOT_NULLABLE, span, TypeNames.described(type) + " is never null")
        .label("only references and pointers can be null")
        .help("leave out the `?`")
        .build();
  }

  static Diagnostic noFields(Name field, Type target, Optional<String> help) {
    Report report = Report.error(Code.NO_FIELDS, field.span(), TypeNames.described(target) + " has no fields")
        .label("there is no `" + field + "` in it");
    help.ifPresent(report::help);
    return report.build();
  }

  static Diagnostic notAnArray(Span span, Type found) {
    return Report.error(Code.NOT_AN_ARRAY, span, TypeNames.described(found) + " has no elements").label("not an array")
        .build();
  }

  static Diagnostic indexOutOfRange(Span span, long index, int size) {
    return Report.error(Code.INDEX_OUT_OF_RANGE, span, "there is no element " + index + " in an array of " + size)
        .label("the elements are 0.." + (size - 1))
        .build();
  }

  static Diagnostic noSuchWord(Span span, long word) {
    return Report.error(
            Code.INDEX_OUT_OF_RANGE, span, "there is no word " + word + " in a page of " + Symbol.Mapping.PAGE_WORDS)
        .label("the words are 0.." + (Symbol.Mapping.PAGE_WORDS - 1))
        .help("a page of the model has few words, since each is a step of every copy; another page is `A[1][0]`")
        .build();
  }

  static Diagnostic notAPointer(Expr.Unary unary, Type found) {
    Report report =
        Report.error(Code.NOT_A_POINTER, unary.span(), "`*` wants a pointer, this is " + TypeNames.described(found))
        .label("not a pointer");
    if (found instanceof Type.Ref || found instanceof Type.NullableRef) {
      report.help("an object's fields are read with `.`");
    }
    return report.build();
  }

  static Diagnostic notAPlace(Expr place, String user) {
    Report report = Report.error(
            Code.NOT_A_PLACE, place.span(), user
                + " wants a place in shared memory: a global, a field, an element or `*p`")
        .label("not a place in shared memory");
    if (place instanceof Expr.Unary unary && unary.op() == Expr.UnaryOp.ADDRESS) {
      report.help("write it without `&`")
          .fix("Remove `&`", new Span(place.span().path(), place.span().start(), unary.operand().span().start()), "");
    }
    return report.build();
  }

  static Diagnostic notAssignable(Span span, String what, String why) {
    return Report.error(Code.NOT_ASSIGNABLE, span, what + " cannot be assigned").label(why).build();
  }

  static Diagnostic notALock(Span span, String user, Type found) {
    return Report.error(Code.NOT_A_LOCK, span, user + " wants a lock, this is " + TypeNames.described(found))
        .label("not a lock")
        .build();
  }

  static Diagnostic wrongLockKind(Span span, String user, Set<Type.LockKind> wanted, Type.LockKind found,
      Optional<String> instead) {
    String kinds = wanted.stream().map(k -> TypeNames.of(new Type.Lock(k))).collect(Collectors.joining(" or "));
    String is = TypeNames.of(new Type.Lock(found));
    Report report = Report.error(Code.WRONG_LOCK_KIND, span, "`" + user + "` wants a " + kinds + ", this is a " + is)
        .label("a " + is);
    instead.ifPresent(name -> report.help("use `" + name + "`"));
    return report.build();
  }

  static Diagnostic lockModeMissing(Expr lock, Type.LockKind kind) {
    return Report.error(Code.LOCK_MODE, lock.span(), "say whether the " + TypeNames.of(new Type.Lock(kind))
        + " is taken to read or to write")
        .label("no mode")
        .help("write `(r)` or `(w)` behind the lock")
        .build();
  }

  static Diagnostic lockModeSuperfluous(Name mode, Type.LockKind kind) {
    return Report.error(Code.LOCK_MODE, mode.span(), "a " + TypeNames.of(new Type.Lock(kind)) + " has one mode only")
        .label("superfluous")
        .help("leave out `(" + mode + ")`")
        .build();
  }

  static Diagnostic noValue(Span span) {
    return Report.error(Code.NO_VALUE, span, "this gives no value").label("a value is wanted here").build();
  }

  static Diagnostic returnWithoutValue(Span span, Type wanted) {
    return Report.error(Code.RETURN_VALUE, span, "this function returns " + TypeNames.described(wanted))
        .label("no value").build();
  }

  static Diagnostic returnWithValue(Span span, String where) {
    return Report.error(Code.RETURN_VALUE, span, where + " returns no value")
        .label("superfluous")
        .build();
  }

  static Diagnostic missingReturn(Name function, Type wanted) {
    return Report.error(
            Code.MISSING_RETURN, function.span(), "`" + function + "` can reach its end without returning "
                + TypeNames.described(wanted))
        .label("a way through it has no `return`")
        .build();
  }

  static Diagnostic notConstant(Span span, String what) {
    return Report.error(Code.NOT_CONSTANT, span, what + " must be known before the run")
        .label("not a constant")
        .help("it may be made of numbers, constants, parameters of the scenario and constants of the machine")
        .build();
  }

  static Diagnostic constantArithmetic(Span span, String why) {
    return Report.error(Code.CONSTANT_ARITHMETIC, span, "this constant has no value").label(why).build();
  }

  static Diagnostic emptyRange(Span span, long low, long high) {
    return Report.error(Code.EMPTY_RANGE, span, "no number is in `" + low + ".." + high + "`")
        .label("the first end is above the second")
        .help("write the smaller end first")
        .build();
  }

  static Diagnostic byValue(Span span, Type type) {
    Report report = Report.error(
            Code.BY_VALUE, span, TypeNames.described(type)
                + " lives in shared memory only: a `var`, a `lock` or a field")
        .label("cannot be copied");
    if (type instanceof Type.Lock) {
      report.help("take a pointer to it: `" + TypeNames.of(type) + "*`")
          .fix("Make it a pointer", new Span(span.path(), span.end(), span.end()), "*");
    }
    return report.build();
  }

  static Diagnostic notInLoop(Span span, String word) {
    return Report.error(Code.NOT_IN_LOOP, span, "`" + word + "` stands in no loop").label("nothing to leave").build();
  }

  static Diagnostic leavesDefer(Span span, String word) {
    return Report.error(Code.LEAVES_DEFER, span, "`" + word + "` cannot stand in `defer`")
        .label("`defer` runs while the block is being left already")
        .build();
  }

  static Diagnostic blocksInsideAtomic(Span span) {
    return Report.error(Code.BLOCKS_INSIDE_ATOMIC, span, "only the first statement of `atomic` may wait")
        .label("may have to wait")
        .help("`atomic` is one step: put this in front of it, or first in it")
        .build();
  }

  static Diagnostic typeNeeded(Name name) {
    return Report.error(Code.TYPE_NEEDED, name.span(), "the type of `" + name + "` is not known")
        .label("write it")
        .help("write `let " + name + ": TYPE = ...;`")
        .build();
  }

  static Diagnostic tooManyMembers(Name name) {
    return Report.error(Code.TOO_MANY_MEMBERS, name.span(), "a `flags` has 63 members at most").label("the 64th")
        .build();
  }

  static Diagnostic tooDeep(Span span) {
    return Report.error(Code.TOO_DEEP, span, "this expression is nested too deeply")
        .label("give parts of it names with `let`")
        .build();
  }

  static Diagnostic allocArgument(Span span) {
    return Report.error(Code.ALLOC_ARGUMENT, span, "`alloc` wants the name of a struct")
        .label("not the name of a struct")
        .build();
  }

  static Diagnostic arraySize(Span span, long size) {
    return Report.error(Code.ARRAY_SIZE, span, "an array has 1 to 65536 elements, not " + size).label("its size")
        .build();
  }

  static Diagnostic notAnObject(Span span, String user, Type found) {
    return Report.error(Code.MISMATCH, span, user + " wants a reference to an object, this is "
        + TypeNames.described(found))
        .label("this is " + TypeNames.described(found))
        .build();
  }

  static Diagnostic blockArgument(Span span, String function) {
    return Report.error(Code.BLOCK_ARGUMENT, span, "`" + function + "` takes no block").label("superfluous").build();
  }
}
