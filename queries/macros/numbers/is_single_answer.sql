-- Was a number measured with one answer a question, and without tools where the task does not consist of using them?
-- One answer per conditions text ("tools=yes; scoring=pass@64") and category of the benchmark.
create macro is_single_answer(conditions, category) as
    not (has_tools(conditions) and category <> 'agentic')
    and not list_has_any(condition_set(conditions), ['attempts=multiple'])
    and len(list_filter(
        condition_set(conditions),
        lambda part : regexp_matches(part, '^scoring=(cons|maj|pass)@') and part <> 'scoring=pass@1'
    )) = 0;

comment on macro is_single_answer is
    'False where the conditions state tools (agentic benchmarks apart), several attempts, a vote (cons@k, maj@k) or '
    'the best of several answers (pass@k)';
