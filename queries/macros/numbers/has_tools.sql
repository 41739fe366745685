-- Was a number measured with tools?
-- One answer per text of conditions: true where tools are stated, and not that there were none.
create macro has_tools(conditions) as
    contains(coalesce(conditions, ''), 'tools=') and not contains(conditions, 'tools=none');

comment on macro has_tools is 'Whether the conditions of a number ("tools=yes; shots=5") say that tools were used';
