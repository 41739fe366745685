-- How is a figure that is the sum or mean of others worked out?
-- One text per expression and the number that it gives; empty where the number stands for itself.
create macro written_out(expression, short) as
    case when expression <> short then expression || ' = ' || short || '; ' else '' end;

comment on macro written_out is 'A sum or mean with its result, as the first step of the arithmetic of a claim';
