import Bindings

extension Writer {
    func path(_ parts: [OperationMethod.PathPart]) -> Code {
        Code.joined(
            parts.map { part -> Code in
                switch part {
                case .literal(let text): Code.inLiteral(text)
                case .parameter(let parameter): "\\(\(placed(parameter)))"
                }
            },
            by: ""
        )
    }

    private func placed(_ parameter: MethodParameter) -> Code {
        let label: Code =
            switch parameter.encoding {
            case .json: "json: "
            case .styled(.value, _, _, _): "value: "
            case .styled, .text, .form: ""
            }
        return "\(label)\(parameter.local), name: \(literal: parameter.key)\(parameter.styleArguments)"
    }

    /// One call of the runtime; parameters of the path are in the path.
    mutating func send(_ parameter: MethodParameter) {
        let place: Code
        switch parameter.place {
        case .path: return
        case .query: place = "query"
        case .header: place = "header"
        case .cookie: place = "cookie"
        case .querystring: return sendWhole(parameter)
        }
        let call: Code = "request.\(place)(\(literal: parameter.key), "
        switch parameter.encoding {
        case .json: line("\(call)json: \(parameter.local))")
        case .text where parameter.place == .cookie: line("\(call)\(parameter.local), .cookie)")
        case .text, .form: line("\(call)\(parameter.local))")
        case .styled(let shape, _, _, _):
            let label: Code = shape == .value ? "value: " : ""
            line("\(call)\(label)\(parameter.local)\(parameter.styleArguments))")
        }
    }

    private mutating func sendWhole(_ parameter: MethodParameter) {
        let label: Code =
            switch parameter.encoding {
            case .json: "json"
            case .form: "form"
            case .text, .styled: "text"
            }
        line("request.querystring(\(label): \(parameter.local), name: \(literal: parameter.key))")
    }

    mutating func checkParameters(_ parameters: [MethodParameter]) {
        let rules = parameters.compactMap { parameter in parameter.rule.map { (parameter, $0) } }
        guard !rules.isEmpty else { return }
        line("request.validate { check in")
        indented { out in
            for (parameter, rule) in rules {
                out.check(rule, key: "\(literal: parameter.key)", "\(parameter.local)", isOptional: !parameter.isRequired)
            }
        }
        line("}")
    }
}

extension MethodParameter {
    /// What differs from the defaults of the runtime's functions.
    fileprivate var styleArguments: Code {
        guard case .styled(let shape, let style, let explode, let allowReserved) = encoding else { return "" }
        let isPair = place == .query || place == .cookie
        var arguments: [Code] = []
        if style != (isPair ? .form : .simple), shape != .scalar || place != .query { arguments.append(style.code) }
        if shape != .scalar, style != .deepObject, explode != isPair, shape == .value || place != .header {
            arguments.append(explode ? "explode: true" : "explode: false")
        }
        if allowReserved { arguments.append("allowReserved: true") }
        return Code.joined(arguments.map { ", \($0)" }, by: "")
    }
}

extension MethodParameter.Style {
    fileprivate var code: Code {
        switch self {
        case .matrix: ".matrix"
        case .label: ".label"
        case .simple: ".simple"
        case .form: ".form"
        case .spaceDelimited: ".spaceDelimited"
        case .pipeDelimited: ".pipeDelimited"
        case .deepObject: ".deepObject"
        case .cookie: ".cookie"
        }
    }
}

extension HTTPMethod {
    var code: Code {
        switch self {
        case .get: ".get"
        case .put: ".put"
        case .post: ".post"
        case .delete: ".delete"
        case .options: ".options"
        case .head: ".head"
        case .patch: ".patch"
        case .trace: ".trace"
        case .query: ".query"
        case .other(let token): ".init(rawValue: \(literal: token))"
        }
    }
}
